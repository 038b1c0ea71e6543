import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BackstageChartProps } from './backstage-chart';
import { folderContents, foreignFiles, foreignFilesBelow, writeContents } from './output/folder-contents';
import { replaceFolder } from './output/replace-folder';
import { renderManifests } from './render-manifests';
import { type Finding, ValuesError } from './values/finding';

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
