import { dirname, join, normalize } from 'node:path';
import type { ChartVersion } from '../../backstage/profile';
import type { DefectId } from '../../lines';
import { InputError } from '../../util/input-error';
import { isMap, memberOf } from '../../util/members';
import { childPath, itemPath, keysOf } from '../../util/path';
import { type Finding, ValuesError } from '../../values/finding';
import { MAX_VALUES_BYTES, readValues } from '../../values/load';
import { locatedFindings } from '../../values/located-findings';
import type { YamlMap } from '../../values/merge';
import { OPTIONS, type ResolveOptions } from '../../values/options';
import { sourceAt } from '../../values/sources';
import { validate } from '../../values/validate';
import { readBytes } from '../files';
import type { Environment, Environments } from '../synthesize';
import { CONFIG_SCHEMA } from './schema';

/** Content of a configuration file, without the values. */
export interface Description {
  readonly environments: Readonly<Record<string, DescribedEnvironment>>;
  /** Folder of the output. */
  readonly outdir: string;
  /** Whether the file describes one environment, whose output is in that folder itself. */
  readonly isFlat: boolean;
  readonly strict: boolean;
  /** Returns findings about options of the environments with their places in the file. */
  locate(findings: readonly Finding[]): Finding[];
}

/** Environment of a configuration file, without its values. */
export interface DescribedEnvironment {
  /** Options of the environment. Their types are right. Rendering checks the rest. */
  readonly options: ResolveOptions<DefectId<ChartVersion>>;
  readonly files: readonly DescribedFile[];
}

/** Values file that a configuration file names. */
export interface DescribedFile {
  /** Path of the file, relative to the working directory. */
  readonly file: string;
  /** Path of the name in the configuration file. */
  readonly path: string;
}

/** Content of a configuration file. */
export interface Config extends Omit<Description, 'environments'> {
  readonly environments: Environments;
}

/** Name of the environment of a file that describes only one. */
const ONLY = 'portal';

/**
 * Reads a configuration file and the values files that it names.
 *
 * @param file path of the file
 * @throws ValuesError with all errors in the file, and in the values files
 */
export function readConfig(file: string): Config {
  const given = readGiven(file);
  const { environments, ...description } = describe(given, file);
  const errors: Finding[] = [];
  const all = Object.entries(environments).map(([name, { options, files }]) => {
    const values = files.flatMap((each) => valuesOf(each, errors));
    // The types do not know whether the values are those of the chart version. Rendering checks it.
    return [name, { ...options, values } as Environment];
  });
  if (errors.length > 0) {
    throw new ValuesError(locatedFindings(errors, given, CONFIG_SCHEMA));
  }
  return { ...description, environments: Object.fromEntries(all) };
}

/**
 * Reads a configuration file, but not the values files that it names.
 *
 * @param file path of the file
 * @throws ValuesError with all errors in the file
 */
export function readDescription(file: string): Description {
  return describe(readGiven(file), file);
}

/** Reads a configuration file, and checks names and types. */
function readGiven(file: string): YamlMap {
  const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
  const given = readValues(bytes, name);
  const wrong = [...validate(CONFIG_SCHEMA, given), ...emptyEnvironments(given), ...emptyPaths(given, '')];
  if (wrong.length > 0) {
    throw new ValuesError(
      locatedFindings(
        wrong.map((finding) => ({ ...finding, rule: OPTIONS })),
        given,
        CONFIG_SCHEMA,
      ),
    );
  }
  return given;
}

function describe(given: YamlMap, file: string): Description {
  const { environments, output, strict, ...shared } = given;
  const base = dirname(file);
  const described = (own: YamlMap, keys: readonly string[]): DescribedEnvironment => ({
    options: {
      ...withoutNulls(shared),
      ...withoutNulls(own),
      allow: [...textsOf(shared.allow), ...textsOf(own.allow)],
    },
    files: [...filesOf(shared, '', base), ...(keys.length === 0 ? [] : filesOf(own, keys.reduce(childPath, ''), base))],
  });
  const named = isMap(environments) ? Object.entries(environments) : undefined;
  return {
    environments:
      named === undefined
        ? { [ONLY]: described({}, []) }
        : Object.fromEntries(
            named.map(([name, own]) => [name, described(isMap(own) ? own : {}, ['environments', name])]),
          ),
    outdir: normalize(join(base, typeof output === 'string' ? output : 'dist')),
    isFlat: named === undefined,
    strict: strict === true,
    locate: (findings) => findings.map((finding) => located(finding, given, named !== undefined)),
  };
}

/** Finds a list of environments without entries, for which nothing can be rendered. */
function emptyEnvironments({ environments }: YamlMap): Finding[] {
  return isMap(environments) && Object.keys(environments).length === 0
    ? [
        {
          rule: OPTIONS,
          severity: 'error',
          path: 'environments',
          message: 'must have at least one environment',
          fix: 'add one, or remove the key to describe a single environment',
        },
      ]
    : [];
}

/** Finds values files and an output folder that are empty texts. */
function emptyPaths(given: YamlMap, path: string): Finding[] {
  const files = textsOf(given.values).map((file, index) => ({
    file,
    path: Array.isArray(given.values) ? itemPath(childPath(path, 'values'), index) : childPath(path, 'values'),
  }));
  const output = { file: given.output, path: childPath(path, 'output') };
  const found = [...files, output]
    .filter(({ file }) => file === '')
    .map(
      (empty): Finding => ({
        rule: OPTIONS,
        severity: 'error',
        path: empty.path,
        message: 'must be a path, got an empty string',
        fix: 'set it to a path relative to this file, or remove it',
      }),
    );
  const own = isMap(given.environments) ? Object.entries(given.environments) : [];
  return [
    ...found,
    ...own.flatMap(([name, each]) => (isMap(each) ? emptyPaths(each, childPath('environments', name)) : [])),
  ];
}

/** Returns the values files of an environment, or of all environments. */
function filesOf({ values }: YamlMap, path: string, base: string): DescribedFile[] {
  const key = childPath(path, 'values');
  return textsOf(values).map((file, index) => ({
    file: file === '-' ? file : normalize(join(base, file)),
    path: Array.isArray(values) ? itemPath(key, index) : key,
  }));
}

/** Reads a values file. Adds errors to a list, and then returns nothing. */
function valuesOf({ file, path }: DescribedFile, errors: Finding[]): object[] {
  try {
    const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
    return [readValues(bytes, name)];
  } catch (error) {
    if (error instanceof ValuesError) {
      errors.push(...error.findings);
    } else if (error instanceof InputError) {
      const fix = 'correct the path, which is relative to this file';
      errors.push({ rule: OPTIONS, severity: 'error', path, message: error.message, fix });
    } else {
      throw error;
    }
    return [];
  }
}

/** Returns a text or a list of texts as a list. */
function textsOf(given: unknown): readonly string[] {
  return typeof given === 'string' ? [given] : Array.isArray(given) ? given : [];
}

function withoutNulls({ values: _, ...options }: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
}

/** Returns a finding about an option of an environment with its place in the file. */
function located(finding: Finding, given: YamlMap, hasSeveral: boolean): Finding {
  const keys = keysOf(finding.path);
  const isOption = Object.hasOwn(CONFIG_SCHEMA.properties, keys[0] ?? '');
  if (!isOption || finding.source !== undefined) {
    return finding;
  }
  const [environment = ''] = finding.environments ?? [];
  const own = ['environments', environment, ...keys];
  const source = sourceAt(given, hasSeveral && memberOf(given, ...own) !== undefined ? own : keys);
  return source === undefined ? finding : { ...finding, source };
}
