import { dirname, join, normalize } from 'node:path';
import { InputError } from '../../util/input-error';
import { isMap, memberOf } from '../../util/members';
import { childPath, itemPath, keysOf } from '../../util/path';
import { type Finding, ValuesError } from '../../values/finding';
import { MAX_VALUES_BYTES, readValues } from '../../values/load';
import { locatedFindings } from '../../values/located-findings';
import type { YamlMap } from '../../values/merge';
import { OPTIONS } from '../../values/options';
import { sourceAt } from '../../values/sources';
import { validate } from '../../values/validate';
import { readBytes } from '../files';
import type { Environment, Environments } from '../synthesize';
import { CONFIG_SCHEMA } from './schema';

/** Content of a configuration file. */
export interface Config {
  readonly environments: Environments;
  /** Folder of the output. */
  readonly outdir: string;
  /** Whether the file describes one environment, whose output is in that folder itself. */
  readonly isFlat: boolean;
  readonly strict: boolean;
  /** Returns findings about options of the environments with their places in the file. */
  locate(findings: readonly Finding[]): Finding[];
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
  const { bytes, name } = readBytes(file, MAX_VALUES_BYTES);
  const given = readValues(bytes, name);
  const wrong = [...validate(CONFIG_SCHEMA, given), ...emptyEnvironments(given)];
  if (wrong.length > 0) {
    throw new ValuesError(
      locatedFindings(
        wrong.map((finding) => ({ ...finding, rule: OPTIONS })),
        given,
        CONFIG_SCHEMA,
      ),
    );
  }
  const { environments, output, strict, ...shared } = given;
  const base = dirname(file);
  const errors: Finding[] = [];
  const read = (own: YamlMap, keys: readonly string[]): Environment => {
    const layers = [
      ...valuesOf(shared, '', { base, errors }),
      ...(keys.length === 0 ? [] : valuesOf(own, keys.reduce(childPath, ''), { base, errors })),
    ];
    const options = {
      ...withoutNulls(shared),
      ...withoutNulls(own),
      allow: [...textsOf(shared.allow), ...textsOf(own.allow)],
    };
    // The schema has checked the types. Rendering checks the rest.
    return { ...options, values: layers } as unknown as Environment;
  };
  const named = isMap(environments) ? Object.entries(environments) : undefined;
  const all =
    named === undefined
      ? { [ONLY]: read({}, []) }
      : Object.fromEntries(named.map(([name, own]) => [name, read(isMap(own) ? own : {}, ['environments', name])]));
  if (errors.length > 0) {
    throw new ValuesError(locatedFindings(errors, given, CONFIG_SCHEMA));
  }
  return {
    environments: all,
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

interface Reading {
  /** Folder that the paths are relative to. */
  readonly base: string;
  /** List to which errors are added. */
  readonly errors: Finding[];
}

/** Reads the values files of an environment. */
function valuesOf({ values }: YamlMap, path: string, { base, errors }: Reading): object[] {
  const key = childPath(path, 'values');
  return textsOf(values).flatMap((file, index) => {
    try {
      const { bytes, name } = readBytes(file === '-' ? file : normalize(join(base, file)), MAX_VALUES_BYTES);
      return [readValues(bytes, name)];
    } catch (error) {
      if (error instanceof ValuesError) {
        errors.push(...error.findings);
      } else if (error instanceof InputError) {
        errors.push({
          rule: OPTIONS,
          severity: 'error',
          path: Array.isArray(values) ? itemPath(key, index) : key,
          message: error.message,
          fix: 'correct the path, which is relative to this file',
        });
      } else {
        throw error;
      }
      return [];
    }
  });
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
