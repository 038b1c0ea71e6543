import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackstageChartProps } from './backstage-chart';
import { folderContents, foreignFiles, foreignFilesBelow, replaceFolder, writeContents } from './output/folder';
import { renderManifests } from './render-manifests';
import { type Finding, report, ValuesError } from './values/finding';
import { loadValues } from './values/load';
import type { Values } from './values/schema';

/** A release with its values: one folder of output. */
export type Environment = BackstageChartProps;

/** Environments by name; the name is the name of the output's folder. */
export type Environments = Readonly<Record<string, Environment>>;

/** Settings of {@link synthesize}. */
export interface SynthesizeOptions {
  /**
   * Name of the one environment to render; the folders of the others stay as they are.
   *
   * @default - all environments; folders of environments that are gone go
   */
  readonly only?: string;

  /**
   * Is told how many environments are rendered, after each.
   *
   * @default - nobody is told
   */
  readonly onProgress?: (rendered: number, all: number) => void;
}

/**
 * Renders environments into `<outdir>/<environment>/`, one file per object and a kustomization.yaml that lists them.
 *
 * The output is written beside its place and swapped in: unless every environment renders and is written, everything
 * stays as it was. Environments are rendered one after the other; memory does not grow with their number.
 *
 * @returns what is worth knowing about the values; paths begin with the environment's name
 * @throws ValuesError with the errors of all environments; paths begin with the environment's name
 * @throws ForeignFilesError where the folder holds files that were not made here; Error where the name of an environment
 * cannot be that of a folder
 */
export function synthesize(environments: Environments, outdir: string, options: SynthesizeOptions = {}): Finding[] {
  const { only, onProgress } = options;
  refuseNames(Object.keys(environments));
  const warnings: Finding[] = [];
  if (only === undefined) {
    replaceFolder(outdir, foreignFilesBelow, (stage) => {
      warnings.push(...renderInto(environments, (name) => newFolder(stage, name), onProgress));
    });
    return warnings;
  }
  const environment = Object.hasOwn(environments, only) ? environments[only] : undefined;
  if (!environment) {
    throw new Error(`no environment is called ${only}; there are ${Object.keys(environments).join(', ')}`);
  }
  replaceFolder(join(outdir, only), foreignFiles, (stage) => {
    warnings.push(...renderInto({ [only]: environment }, () => stage, onProgress));
  });
  return warnings;
}

/**
 * An environment for each values file of a folder, `<name>.yaml`, by the name of the file.
 *
 * @param environment makes the environment of a file's name and values, such as by laying them over a base
 */
export function environmentsIn(
  folder: string,
  environment: (name: string, values: Values) => Environment,
): Environments {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.sort().map((file) => {
      const name = file.replace(/\.yaml$/, '');
      return [name, environment(name, loadValues(join(folder, file)))];
    }),
  );
}

/**
 * What a cdk8s app does: renders the environments into the folder that the cdk8s CLI names, or `dist`.
 *
 * `--only NAME` renders one. Findings go to standard error. Where values are refused the process ends with status 1, and
 * the previous output stays.
 */
export function runApp(environments: Environments): void {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    const outdir = process.env.CDK8S_OUTDIR ?? 'dist';
    const warnings = synthesize(environments, outdir, { ...values, onProgress: progressLine() });
    if (warnings.length > 0) {
      console.error(report(warnings));
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Shows on a terminal how far a run has got that takes longer than a second, and clears the line at its end. */
function progressLine(): SynthesizeOptions['onProgress'] {
  if (!process.stderr.isTTY) {
    return undefined;
  }
  const start = performance.now();
  return (rendered, all) => {
    if (performance.now() - start > 1000) {
      process.stderr.write(rendered === all ? '\r\x1b[K' : `\r${rendered} of ${all} environments`);
    }
  };
}

/** Names that would leave the folder of output, nest folders in it, or hide. */
function refuseNames(names: readonly string[]): void {
  const refused = names.filter((name) => !/^[^./\\\0][^/\\\0]*$/.test(name));
  if (refused.length > 0) {
    const shown = refused.map((name) => JSON.stringify(name)).join(', ');
    throw new Error(
      `names of environments must be names of folders, without slashes and with no dot in front, got ${shown}; rename them`,
    );
  }
}

/** Fails where there is such a folder: there are file systems to which `Prod` and `prod` are one. */
function newFolder(parent: string, name: string): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  return folder;
}

/** Renders and writes one environment after the other; throws the errors of all of them together. */
function renderInto(
  environments: Environments,
  folderOf: (name: string) => string,
  onProgress: SynthesizeOptions['onProgress'],
): Finding[] {
  const warnings: Finding[] = [];
  const errors: Finding[] = [];
  const entries = Object.entries(environments);
  for (const [index, [name, { values, ...options }]] of entries.entries()) {
    try {
      const onWarning = (warning: Finding) => warnings.push(inEnvironment(name, warning));
      writeContents(folderOf(name), folderContents(renderManifests(values, { ...options, onWarning })));
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        throw error;
      }
      errors.push(...error.findings.map((finding) => inEnvironment(name, finding)));
    }
    onProgress?.(index + 1, entries.length);
  }
  if (errors.length > 0) {
    throw new ValuesError(errors);
  }
  return warnings;
}

function inEnvironment(name: string, finding: Finding): Finding {
  return { ...finding, path: `${name}: ${finding.path}` };
}
