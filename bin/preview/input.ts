import { join, resolve } from 'node:path';
import { checkValues } from '../../lib/app/check-values';
import { readDescription } from '../../lib/app/config/read-config';
import { UsageError } from '../../lib/app/parse-options';
import { onlyEnvironment } from '../../lib/app/render-environments';
import { pathAgainst } from '../../lib/app/run/run-environments';
import { type Finding, ValuesError } from '../../lib/values/finding';
import { OPTIONS, type ResolveOptions } from '../../lib/values/options';
import { checkOnly, type RenderArguments } from '../arguments';

/** Values files of a preview, how to render them, and objects to compare with. */
export interface PreviewInput extends Pick<RenderArguments, 'valuesFiles' | 'assignments' | 'options'> {
  /** Name of one of several environments. */
  readonly environment?: string;
  /** Objects to compare with, in a file or a folder. @default - none */
  readonly base?: PreviewBase;
  /** Returns findings with places that only the configuration file knows. @default - the findings are complete */
  readonly locate?: (findings: readonly Finding[]) => Finding[];
}

/** Objects in a file or a folder. */
export interface PreviewBase {
  readonly path: string;
  /** Whether it is the folder of the output, which contains all objects. It need not exist. */
  readonly isOutput: boolean;
}

/** Returns the input that a command line describes. */
export function inputOfArguments({ valuesFiles, assignments, options, mode }: RenderArguments): PreviewInput {
  return {
    valuesFiles: onceEach(valuesFiles),
    assignments,
    options,
    base: mode.name === 'against' ? { path: mode.path, isOutput: false } : undefined,
  };
}

/** Options about a configuration file. */
export interface ConfigChoice {
  /** Name of the environment. @default - the only one */
  readonly only?: string;
  /** File or folder to compare with. @default - the folder of the output */
  readonly against?: string;
}

/**
 * Returns the input that a configuration file describes.
 *
 * @throws UsageError if it describes several environments, and none is chosen
 * @throws ValuesError with the errors in the file
 */
export function inputOfConfig(file: string, { only, against }: ConfigChoice): PreviewInput {
  const { environments, outdir, isFlat, locate } = readDescription(file);
  checkOnly(only, file, isFlat);
  const chosen = Object.entries(only === undefined ? environments : onlyEnvironment(environments, only));
  const [environment, another] = chosen;
  if (environment === undefined || another !== undefined) {
    const names = Object.keys(environments).join(', ');
    throw new UsageError(`preview shows one environment; add --only with one of these: ${names}`);
  }
  const [name, { options, files }] = environment;
  const locateHere = (findings: readonly Finding[]) => {
    const located = locate(findings.map((finding) => ({ ...finding, environments: [name] })));
    return isFlat ? located.map(({ environments: _, ...finding }) => finding) : located;
  };
  const wrong = wrongOptions(options);
  if (wrong.length > 0) {
    throw new ValuesError(locateHere(wrong));
  }
  return {
    valuesFiles: onceEach(files.map((each) => each.file)),
    assignments: [],
    options,
    environment: isFlat ? undefined : name,
    base:
      against === undefined
        ? { path: isFlat ? outdir : join(outdir, name), isOutput: true }
        : { path: pathAgainst(against, name, [name]) ?? against, isOutput: false },
    locate: locateHere,
  };
}

/** Finds errors in the options of an environment. */
function wrongOptions(options: ResolveOptions): Finding[] {
  try {
    checkValues({}, options);
    return [];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.filter(({ rule }) => rule === OPTIONS);
    }
    throw error;
  }
}

/** Returns the last of equal files only: it overrides the others, and a file has one editor. */
function onceEach(files: readonly string[]): readonly string[] {
  const paths = files.map((file) => resolve(file));
  return files.filter((_, index) => paths.lastIndexOf(paths[index] ?? '') === index);
}
