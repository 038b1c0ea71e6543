import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderContents, foreignFiles, foreignFilesBelow, writeContents } from '../output/folder-contents';
import { OutputError } from '../output/output-error';
import { replaceFolder } from '../output/replace-folder';
import { isSystemError } from '../util/system-error';
import { type Finding, refuseWarnings, ValuesError } from '../values/finding';
import type { BackstageChartProps } from './backstage-chart';
import { renderManifests } from './render-manifests';

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

  /** Whether warnings are refused as errors are. @default false */
  readonly strict?: boolean;

  /**
   * Is told after each environment how many of all are rendered, and how many objects these have.
   *
   * @default - nobody is told
   */
  readonly onProgress?: (rendered: number, all: number, objects: number) => void;
}

/**
 * Renders environments into `<outdir>/<environment>/`, one file per object and a kustomization.yaml that lists them.
 *
 * The output is written beside its place and swapped in: unless every environment renders and is written, everything
 * stays as it was. Environments are rendered one after the other; memory does not grow with their number.
 *
 * @param environments the environments by the names of their folders
 * @param outdir the folder of the output, which is replaced
 * @param options which environments to render, and who is told
 * @returns warnings and infos about the values; paths begin with the environment's name
 * @throws ValuesError with the errors of all environments; paths begin with the environment's name
 * @throws ForeignFilesError where the folder holds files that were not made here; OutputError where there is no environment,
 * the name of one cannot be that of a folder, or two objects would be one file
 * @example
 * ```ts
 * import { loadValues, synthesize } from 'cdk8s-openchoreo-backstage';
 *
 * const values = loadValues('values.yaml');
 * const findings = synthesize({ staging: { values, namespace: 'staging' }, production: { values } }, 'dist');
 * ```
 */
export function synthesize(environments: Environments, outdir: string, options: SynthesizeOptions = {}): Finding[] {
  const { only } = options;
  refuseNames(Object.keys(environments));
  const findings: Finding[] = [];
  if (only === undefined) {
    replaceFolder(outdir, foreignFilesBelow, (stage) => {
      findings.push(...renderInto(environments, newFolderIn(stage), options));
    });
    return findings;
  }
  const environment = Object.hasOwn(environments, only) ? environments[only] : undefined;
  if (!environment) {
    throw new OutputError(`no environment is called ${only}; there are ${Object.keys(environments).join(', ')}`);
  }
  replaceFolder(join(outdir, only), foreignFiles, (stage) => {
    findings.push(...renderInto({ [only]: environment }, () => stage, options));
  });
  return findings;
}

/** No names at all, which would empty the output, and names that would leave its folder, nest folders in it, or hide. */
function refuseNames(names: readonly string[]): void {
  if (names.length === 0) {
    throw new OutputError('there must be an environment, got none, which would empty the output; add one');
  }
  const refused = names.filter((name) => !/^[^./\\\0][^/\\\0]*$/.test(name));
  if (refused.length > 0) {
    const shown = refused.map((name) => JSON.stringify(name)).join(', ');
    throw new OutputError(
      `names of environments must be names of folders, without slashes and with no dot in front, got ${shown}; rename them`,
    );
  }
}

/** Makes a folder for each environment. There are file systems to which `Prod` and `prod` are one. */
function newFolderIn(parent: string): (name: string) => string {
  const made: string[] = [];
  return (name) => {
    const folder = join(parent, name);
    try {
      mkdirSync(folder);
    } catch (error) {
      const other = made.find((before) => folded(before) === folded(name));
      if (other === undefined || !isSystemError(error, 'EEXIST')) {
        throw error;
      }
      throw new OutputError(
        `environments ${other} and ${name} have one folder on this file system; rename one of them`,
      );
    }
    made.push(name);
    return folder;
  };
}

/** A name as file systems compare it that know no case, or no two ways to write an accent. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Renders and writes one environment after the other; throws the errors of all of them together. */
function renderInto(
  environments: Environments,
  folderOf: (name: string) => string,
  { strict = false, onProgress }: SynthesizeOptions,
): Finding[] {
  const findings: Finding[] = [];
  const errors: Finding[] = [];
  let objects = 0;
  const entries = Object.entries(environments);
  for (const [index, [name, { values, ...options }]] of entries.entries()) {
    try {
      const found: Finding[] = [];
      const manifests = renderManifests(values, { ...options, onFinding: (finding) => found.push(finding) });
      if (strict) {
        refuseWarnings(found);
      }
      findings.push(...found.map((finding) => inEnvironment(name, finding)));
      writeContents(folderOf(name), folderContents(manifests));
      objects += manifests.length;
    } catch (error) {
      if (!(error instanceof ValuesError)) {
        throw error;
      }
      errors.push(...error.findings.map((finding) => inEnvironment(name, finding)));
    }
    onProgress?.(index + 1, entries.length, objects);
  }
  if (errors.length > 0) {
    throw new ValuesError(errors);
  }
  return findings;
}

function inEnvironment(name: string, finding: Finding): Finding {
  return { ...finding, path: finding.path === '' ? name : `${name}: ${finding.path}` };
}
