import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../kubernetes/manifest';
import { summary } from '../../output/summary';
import { InputError } from '../../util/input-error';
import { printable } from '../../util/printable';
import { runStepsWithPauses } from '../../util/steps';
import { type Finding, ValuesError } from '../../values/finding';
import { EXIT_STATUS, type ExitStatus } from '../exit-status';
import { attempt } from '../files';
import { onlyEnvironment, renderEnvironments } from '../render-environments';
import type { Comparison } from '../report/report';
import { Reporter } from '../report/reporter';
import { checkEnvironmentNames, type Environments, synthesizeInSteps } from '../synthesize';
import { acceptancesIn, compareObjects, compareWith, compareWithFolder, fileDifferences } from './compare';
import { isFolder } from './objects-in';
import type { RunOptions } from './run-options';
import { writeFolder } from './write-folder';

/** Environments, and where their output is. */
export interface Output {
  readonly environments: Environments;
  /** Folder of the output. */
  readonly outdir: string;
  /** Whether the only environment is in that folder itself. Otherwise, each one is in a folder of its name below. */
  readonly isFlat?: boolean;
  /** Whether to write the metadata of constructs. */
  readonly recordConstructMetadata?: boolean;
  /** Returns findings with places that only the caller knows. @default - the findings are complete */
  readonly locate?: (findings: readonly Finding[]) => Finding[];
}

/** Renders environments, and writes or compares them, depending on the options. */
export async function runEnvironments(output: Output, options: RunOptions): Promise<ExitStatus> {
  const reporter = new Reporter(options.report);
  try {
    const status = await (options.mode.name === 'write'
      ? write(output, options, reporter)
      : compare(output, options, reporter));
    reporter.end();
    return status;
  } catch (error) {
    return reporter.endWith(error instanceof ValuesError ? new ValuesError(told(error.findings, output)) : error);
  }
}

async function write(output: Output, { only, strict }: RunOptions, reporter: Reporter): Promise<ExitStatus> {
  const { environments, outdir, isFlat = false, recordConstructMetadata } = output;
  const showProgress = progressLine();
  let count = { environments: 0, objects: 0 };
  const onProgress = (rendered: number, all: number, objects: number) => {
    count = { environments: rendered, objects };
    showProgress(rendered, all);
  };
  if (isFlat) {
    const rendered: Manifest[] = [];
    const findings = await runStepsWithPauses(
      renderEnvironments(environments, { strict, onProgress }, (_, manifests) => rendered.push(...manifests)),
    );
    reporter.addFindings(told(findings, output));
    writeFolder(outdir, rendered, findings, reporter);
    return EXIT_STATUS.fine;
  }
  const settings = { only, strict, recordConstructMetadata, onProgress };
  const findings = await runStepsWithPauses(synthesizeInSteps(environments, outdir, settings));
  reporter.addFindings(told(findings, output));
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const folder = only === undefined ? outdir : join(outdir, only);
  const written = { object: count.objects, warning: warnings.length };
  const counts = only === undefined ? { environment: count.environments, ...written } : written;
  reporter.note(summary(folder, counts));
  return EXIT_STATUS.fine;
}

async function compare(output: Output, options: RunOptions, reporter: Reporter): Promise<ExitStatus> {
  const { environments, outdir, isFlat = false } = output;
  const { mode, only, strict, showValues } = options;
  if (!isFlat) {
    checkEnvironmentNames(Object.keys(environments));
  }
  const chosen = only === undefined ? environments : onlyEnvironment(environments, only);
  const rendered = new Map<string, readonly Manifest[]>();
  const findings = await runStepsWithPauses(
    renderEnvironments(chosen, { strict }, (name, manifests) => rendered.set(name, manifests)),
  );
  reporter.addFindings(told(findings, output));
  const acceptances = acceptancesIn(mode.name === 'against' ? mode.accept : undefined);
  const compared = [...rendered].map(([name, manifests]): [string, Comparison] => {
    const shown = { chartVersion: chosen[name]?.chartVersion, showValues };
    if (mode.name !== 'against') {
      return [name, compareWithFolder(isFlat ? outdir : join(outdir, name), manifests, shown)];
    }
    const path = pathAgainst(mode.path, name, [...rendered.keys()]);
    return [
      name,
      path === undefined
        ? compareObjects([], manifests, shown, { prune: false }, acceptances)
        : compareWith(path, manifests, shown, acceptances),
    ];
  });
  const hasSeveral = Object.keys(environments).length > 1;
  for (const [name, comparison] of compared) {
    reporter.add(comparison, hasSeveral && comparison.differences.length > 0 ? name : undefined);
  }
  reporter.noteUnused(compared.map(([, comparison]) => comparison));
  const removed = mode.name === 'check' && !isFlat && only === undefined ? removedFolders(outdir, environments) : [];
  reporter.add(fileDifferences(removed.map((file) => ({ file, change: 'removed' }))));
  if (removed.length > 0 || compared.some(([, { differences }]) => differences.length > 0)) {
    return EXIT_STATUS.differs;
  }
  if (mode.name === 'check') {
    reporter.note(`${printable(only === undefined || isFlat ? outdir : join(outdir, only))} is up to date`);
  }
  return EXIT_STATUS.fine;
}

/**
 * Returns what to compare an environment with. That is the folder of its name, if the path has one for each environment.
 * It is undefined for a new environment, which has no folder yet.
 *
 * @param path path that the user named
 * @param name name of the environment
 * @param names names of the environments that are compared
 * @throws InputError if several environments would be compared with the same objects
 */
export function pathAgainst(path: string, name: string, names: readonly string[]): string | undefined {
  const hasFolder = (each: string) => isFolder(path) && isFolder(join(path, each));
  if (hasFolder(name)) {
    return join(path, name);
  }
  if (names.length === 1) {
    return path;
  }
  if (names.some(hasFolder)) {
    return undefined;
  }
  throw new InputError(
    `--against must be a folder with a folder for each environment, got ${path} without ${name}; add --only NAME to compare one environment`,
  );
}

/** Returns the folders of environments that exist no more. */
function removedFolders(outdir: string, environments: Environments): string[] {
  const entries = existsSync(outdir) ? attempt('read', outdir, () => readdirSync(outdir, { withFileTypes: true })) : [];
  return entries
    .filter((entry) => entry.isDirectory() && !Object.hasOwn(environments, entry.name))
    .map((entry) => join(outdir, entry.name));
}

/** Returns findings with their places, and without the name of the only environment. */
function told(findings: readonly Finding[], { isFlat, locate }: Output): Finding[] {
  const located = locate ? locate(findings) : [...findings];
  return isFlat ? located.map(({ environments: _, ...finding }) => finding) : located;
}

/** Returns a function that shows the progress on a terminal, once a run takes longer than a second. */
function progressLine(): (rendered: number, all: number) => void {
  const start = performance.now();
  return (rendered, all) => {
    if (process.stderr.isTTY && performance.now() - start > 1000) {
      process.stderr.write(rendered === all ? '\r\x1b[K' : `\r${rendered} of ${all} environments`);
    }
  };
}
