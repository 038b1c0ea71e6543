import { join } from 'node:path';
import type { ChartVersion } from '../backstage/profile';
import type { Manifest } from '../kubernetes/manifest';
import type { DefaultVersion, ExclusiveValues, LineOf, LineTypes, LoadedValues } from '../lines';
import { CONSTRUCT_METADATA_FILE, constructMetadata, type ObjectPath } from '../output/construct-metadata';
import { writeContents } from '../output/folder-contents';
import { foreignFiles, foreignFilesBelow } from '../output/foreign-files';
import { replaceFolder } from '../output/replace-folder';
import type { Stage } from '../output/stage';
import { checkInput } from '../util/check-argument';
import { isPortableName } from '../util/file-name';
import { InputError } from '../util/input-error';
import { anyMap, boolean, callable, mapOf, membersOf, optional, text } from '../util/shape';
import { runSteps, type Steps } from '../util/steps';
import { isSystemError } from '../util/system-error';
import type { Finding } from '../values/finding';
import { type BackstageChartProps, constructPathOf } from './backstage-chart';
import { onlyEnvironment, renderEnvironments } from './render-environments';

/**
 * A release and its values, which are rendered into one folder. `chartVersion` is required, unless the values are those
 * of the default version. `Environment<'1.2.3'>` accepts only values of one chart, and compile errors then name its types.
 */
export type Environment<Version extends ChartVersion = ChartVersion> = {
  [Line in keyof LineTypes]: Omit<BackstageChartProps<LineTypes[Line]['version']>, 'chartVersion' | 'values'> & {
    readonly values: ValuesOf<Line> | readonly ValuesOf<Line>[];
  } & (DefaultVersion extends LineTypes[Line]['version']
      ? { readonly chartVersion?: LineTypes[Line]['version'] }
      : { readonly chartVersion: LineTypes[Line]['version'] });
}[ChartVersion extends Version ? keyof LineTypes : LineOf<Version>];

type ValuesOf<Line extends keyof LineTypes> = ExclusiveValues<Line> | LoadedValues;

/** Environments by name, which is also the name of the folder in the output. */
export type Environments = Readonly<Record<string, Environment>>;

/** Settings of {@link synthesize}. */
export interface SynthesizeOptions {
  /**
   * Name of the only environment to render. The folders of other environments stay unchanged.
   *
   * @default - all environments are rendered, and folders of removed environments are deleted
   */
  readonly only?: string;

  /** Whether warnings are treated as errors. @default false */
  readonly strict?: boolean;

  /**
   * Whether to write `construct-metadata.json` into the output, as `App` of cdk8s does. With it, validation plugins of
   * the cdk8s CLI name the construct of an object. It describes all environments, so `only` does not write it.
   *
   * @default false
   */
  readonly recordConstructMetadata?: boolean;

  /**
   * Called after each environment with the number of rendered environments, the number of all environments, and the
   * number of rendered objects.
   *
   * @default - no progress is reported
   */
  readonly onProgress?: (rendered: number, all: number, objects: number) => void;
}

/**
 * Renders environments into `<outdir>/<environment>/`: one file per object, and a kustomization.yaml that lists them.
 *
 * Writes into a temporary folder first, and replaces the output only if every environment was rendered and written.
 * Otherwise the output stays unchanged. Renders one environment after the other, so memory does not grow with their
 * number.
 *
 * @param environments environments by name, which is also the name of the folder in the output
 * @param outdir folder of the output, which is replaced
 * @param options which environment to render, whether warnings are errors, and how to report progress
 * @returns warnings and infos about the values, with the names of their environments. Equal findings are one. An info also names the objects that several environments render in one namespace
 * @throws ValuesError with the errors of all environments, which it names
 * @throws ForeignFilesError if the output contains files that this package did not write
 * @throws OutputLostError if another run replaced the output with different output at the same time
 * @throws OutputError if two objects would be written to the same file, the output is a mount point, or the disk does
 * not keep what was written
 * @throws InputError if there is no environment, or a name cannot be the name of a folder
 * @example
 * ```ts
 * import { loadValues, synthesize } from 'cdk8s-openchoreo-backstage';
 *
 * const values = loadValues('values.yaml');
 * const findings = synthesize({ staging: { values, namespace: 'staging' }, production: { values } }, 'dist');
 * ```
 */
export function synthesize(environments: Environments, outdir: string, options: SynthesizeOptions = {}): Finding[] {
  return runSteps(synthesizeInSteps(environments, outdir, options));
}

const OPTIONS = membersOf<SynthesizeOptions>({
  only: optional(text),
  strict: optional(boolean),
  recordConstructMetadata: optional(boolean),
  onProgress: optional(callable),
});

/** Does the same as {@link synthesize}, with a step for each environment. */
export function* synthesizeInSteps(
  environments: Environments,
  outdir: string,
  options: SynthesizeOptions,
): Steps<Finding[]> {
  checkInput('synthesize', 'environments', environments, mapOf(anyMap));
  checkInput('synthesize', 'outdir', outdir, text);
  checkInput('synthesize', 'options', options, OPTIONS);
  const { only } = options;
  checkEnvironmentNames(Object.keys(environments));
  let findings: Finding[] = [];
  if (only === undefined) {
    yield* replaceFolder(outdir, foreignFilesBelow, function* (stage) {
      const paths: ObjectPath[] | undefined = options.recordConstructMetadata ? [] : undefined;
      const folderOf = newFolderIn(stage);
      findings = yield* renderEnvironments(environments, options, (name, manifests) => {
        writeContents(stage, folderOf(name), manifests);
        paths?.push(...manifests.map((manifest) => objectPath(name, manifest)));
      });
      if (paths !== undefined) {
        stage.write(CONSTRUCT_METADATA_FILE, constructMetadata(paths), false);
      }
    });
    return findings;
  }
  const environment = onlyEnvironment(environments, only);
  yield* replaceFolder(join(outdir, only), foreignFiles, function* (stage) {
    findings = yield* renderEnvironments(environment, options, (_, manifests) => writeContents(stage, '', manifests));
  });
  return findings;
}

/**
 * Checks that there is an environment, and that each name is the name of a visible folder directly below the output, on
 * every operating system.
 *
 * @throws InputError if there is no environment, or a name is not allowed
 */
export function checkEnvironmentNames(names: readonly string[]): void {
  if (names.length === 0) {
    throw new InputError(
      'at least one environment is required, because an empty list would delete all output; add an environment',
    );
  }
  const shown = (refused: readonly string[]) => refused.map((name) => JSON.stringify(name)).join(', ');
  const refused = names.filter((name) => !/^[^./\\\0][^/\\\0]*$/.test(name));
  if (refused.length > 0) {
    throw new InputError(
      `names of environments must be folder names without slashes and leading dots, got ${shown(refused)}; rename them`,
    );
  }
  const refusedOnWindows = names.filter((name) => !isPortableName(name));
  if (refusedOnWindows.length > 0) {
    throw new InputError(
      `names of environments must be folder names on Windows too, got ${shown(refusedOnWindows)}; rename them`,
    );
  }
}

/**
 * Returns a function that makes the folder of an environment, and returns its path below the stage.
 *
 * @throws InputError if the file system treats two names as the same, such as `Prod` and `prod`
 */
function newFolderIn(stage: Stage): (name: string) => string {
  const made: string[] = [];
  return (name) => {
    try {
      stage.makeFolder(name);
    } catch (error) {
      const other = made.find((before) => folded(before) === folded(name));
      if (other === undefined || !isSystemError(error, 'EEXIST')) {
        throw error;
      }
      throw new InputError(
        `environments ${other} and ${name} have the same folder on this file system; rename one of them`,
      );
    }
    made.push(name);
    return name;
  };
}

/** Returns the name of an object, and the path of its construct in an app with a chart for each environment. */
function objectPath(environment: string, manifest: Manifest): ObjectPath {
  return { name: manifest.metadata.name, path: `${environment}/${constructPathOf(manifest)}` };
}

/** Normalizes a name as file systems do that ignore upper and lower case, and how accented letters are encoded. */
function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
