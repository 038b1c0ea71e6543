import { isDeepStrictEqual } from 'node:util';
import type { Finding, RenderOptions, Values } from '../../../../lib';
import { checkValues } from '../../../../lib/app/check-values';
import { parseValues } from '../../../../lib/app/load-values';
import { renderManifests } from '../../../../lib/app/render-manifests';
import type { JsonMap, JsonValue } from '../../../../lib/util/json';
import { ValuesError } from '../../../../lib/values/finding';

/** Values that no rule reports: a portal on localhost with a persistent database. */
export const BASE: Values = {
  global: { baseDomain: 'localhost' },
  backstage: {
    backendSecret: 'kept-for-tests-kept-for-tests',
    topologySpreadConstraints: [],
    database: { sqlite: { persistence: { enabled: true } } },
  },
};

/** PostgreSQL settings that no rule reports. */
export const POSTGRESQL = {
  type: 'postgresql',
  postgresql: { host: 'postgres.example.com', password: 'hunter2' },
} as const;

/** Returns values as in a file, including values that the types refuse. */
export function yaml(text: string): Values {
  // A copy does not know its file, so findings have no places.
  return { ...parseValues(Buffer.from(text), 'values.yaml') };
}

/** Returns values with this `backstage.appConfig`, as in a file. */
export function configured(appConfig: JsonMap): Values {
  return yaml(JSON.stringify({ backstage: { appConfig } }));
}

/** Returns a tree with one value at a path. Its keys contain no dots. */
export function tree(path: string, value: JsonValue): JsonMap {
  return path.split('.').reduceRight<JsonValue>((below, key) => ({ [key]: below }), value) as JsonMap;
}

/** Returns the errors about values over {@link BASE}, and about their objects. Empty if the values are valid. */
export function errors(values: Values, options: RenderOptions = {}): readonly Finding[] {
  try {
    renderManifests([BASE, values], options);
    return [];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(withoutSource);
    }
    throw error;
  }
}

/** Returns a finding without its place in a file, which tests of rules do not compare. */
function withoutSource({ source: _, ...finding }: Finding): Finding {
  return finding;
}

/** Rules that compare the portal's URL with other hosts, such as those of {@link BASE}. */
const URL_RULES: readonly string[] = ['routed-url', 'url-scheme', 'default-domain'];

/**
 * Returns the warnings and infos about values over {@link BASE}, except those about the chart's known defects and about
 * hosts that differ from the portal's.
 */
export function warnings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  const { findings } = checkValues([BASE, values], options);
  return findings.filter(({ rule }) => rule !== 'chart-defects' && !URL_RULES.includes(rule)).map(withoutSource);
}

/** Returns the findings about hosts and URLs that differ from those of the portal. */
export function urlFindings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  return checkValues([BASE, values], options).findings.filter(({ rule }) => URL_RULES.includes(rule));
}

/** Returns the findings about the chart's known defects. */
export function defectFindings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  return checkValues([BASE, values], options).findings.filter(({ rule }) => rule === 'chart-defects');
}

export function error(rule: string, path: string, message: string, fix: string): Finding {
  return { rule, severity: 'error', path, message, fix };
}

export function warning(rule: string, path: string, message: string, fix: string): Finding {
  return { rule, severity: 'warning', path, message, fix };
}

/** Returns the inputs whose findings differ from the expected ones, by default none, with their findings. */
export function misjudged<Given, Found = Finding>(
  given: readonly Given[],
  found: (given: Given) => readonly Found[],
  wanted: (given: Given) => readonly Found[] = () => [],
): { readonly given: Given; readonly found: readonly Found[] }[] {
  return given
    .map((one) => ({ given: one, found: found(one) }))
    .filter((judged) => !isDeepStrictEqual(judged.found, wanted(judged.given)));
}

/** Returns a value as messages show it: as JSON, shortened if it is long. Null counts as no value. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return 'no value';
  }
  const written = JSON.stringify(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}
