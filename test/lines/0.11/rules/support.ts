import { isDeepStrictEqual } from 'node:util';
import type { Finding, RenderOptions, Values } from '../../../../lib';
import { checkValues } from '../../../../lib/app/check-values';
import { parseValues } from '../../../../lib/app/load-values';
import type { JsonMap, JsonValue } from '../../../../lib/util/json';
import { ValuesError } from '../../../../lib/values/finding';

// Rules are asked without rendering, which would load all of cdk8s for each of their tests.

/** Values that no rule has anything to say about: a portal on localhost that keeps its database. */
export const BASE: Values = {
  global: { baseDomain: 'localhost' },
  backstage: {
    backendSecret: 'kept-for-tests',
    topologySpreadConstraints: [],
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** PostgreSQL that no rule has anything to say about. */
export const POSTGRESQL = {
  type: 'postgresql',
  postgresql: { host: 'postgres.example.com', password: 'hunter2' },
} as const;

/** Values as a file has them, also such as the types refuse. */
export function yaml(text: string): Values {
  return parseValues(Buffer.from(text), 'values.yaml');
}

/** Values with a configuration of Backstage's own, any tree, as a file has it. */
export function configured(appConfig: JsonMap): Values {
  return yaml(JSON.stringify({ backstage: { appConfig } }));
}

/** A tree with one value, at a path of keys without dots. */
export function tree(path: string, value: JsonValue): JsonMap {
  return path.split('.').reduceRight<JsonValue>((below, key) => ({ [key]: below }), value) as JsonMap;
}

/** The errors that values over {@link BASE} are refused with; none where they pass. */
export function errors(values: Values, options: RenderOptions = {}): readonly Finding[] {
  try {
    checkValues([BASE, values], options);
    return [];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
}

/** The warnings and infos about values over {@link BASE}, but for those about the chart's known defects. */
export function warnings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  return checkValues([BASE, values], options).findings.filter(({ rule }) => rule !== 'chart-defects');
}

/** The findings about the chart's known defects. */
export function defectFindings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  return checkValues([BASE, values], options).findings.filter(({ rule }) => rule === 'chart-defects');
}

export function error(rule: string, path: string, message: string, fix: string): Finding {
  return { rule, severity: 'error', path, message, fix };
}

export function warning(rule: string, path: string, message: string, fix: string): Finding {
  return { rule, severity: 'warning', path, message, fix };
}

/** Those of the given that are not found what they must be found, by default nothing, with what is found. */
export function misjudged<Given>(
  given: readonly Given[],
  found: (given: Given) => readonly Finding[],
  wanted: (given: Given) => readonly Finding[] = () => [],
): { readonly given: Given; readonly found: readonly Finding[] }[] {
  return given
    .map((one) => ({ given: one, found: found(one) }))
    .filter((judged) => !isDeepStrictEqual(judged.found, wanted(judged.given)));
}

/** A value as messages show it: in JSON, and only the beginning of a long one. A null stands for no value. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return 'no value';
  }
  const written = JSON.stringify(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}
