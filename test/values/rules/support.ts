import type { Finding, RenderOptions, Values } from '../../../lib';
import type { JsonMap, JsonValue } from '../../../lib/json';
import { ValuesError } from '../../../lib/values/finding';
import { parseValues } from '../../../lib/values/load';
import { resolveValues } from '../../../lib/values/resolve';

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
    resolveValues([BASE, values], options);
    return [];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
}

/** The warnings about values over {@link BASE}. */
export function warnings(values: Values, options: RenderOptions = {}): readonly Finding[] {
  return resolveValues([BASE, values], options).warnings;
}

export function error(rule: string, path: string, message: string, mend: string): Finding {
  return { rule, severity: 'error', path, message, mend };
}

export function warning(rule: string, path: string, message: string, mend: string): Finding {
  return { rule, severity: 'warning', path, message, mend };
}

/** A value as messages show it: in JSON, and only the beginning of a long one. */
export function shown(value: unknown): string {
  const written = JSON.stringify(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}
