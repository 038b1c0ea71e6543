import { checkValues } from '../../lib/app/check-values';
import type { ChartVersion } from '../../lib/backstage/profile';
import { lineOf } from '../../lib/lines';
import { formatFindings, ValuesError } from '../../lib/values/finding';
import { isSection, type Node } from '../../lib/values/node';
import { validate } from '../../lib/values/validate';

// These tests put a marker at every place of the schema, and search for it in all messages.

const MARKER = 'Zq9marker7Kx';
const NUMBER = 77712345;

/** Versions whose schemas together have all values. */
const VERSIONS: readonly ChartVersion[] = ['0.11.0', '1.2.3'];

/** Places where a secret may be, by mistake or on purpose. */
const SENSITIVE =
  /(?:^|\.)(?:backendSecret|clientSecret|password|token|env|extraEnv|command|extraArgs|lifecycle|\w+Probe|appConfig|externalSecret|secretKeys|\w*[aA]nnotations|initContainers|extraContainers)(?:$|[.[])|\.patch\[0\]\.value/;

/** Names and numbers at these places, which messages show. */
const NO_SECRET = /\.(?:name|successThreshold)$/;

const definitions: typeof import('../../imports/kubernetes.json') = require('../../imports/kubernetes.json');

function resolved(node: Node): Node {
  const reference = node.$ref ?? node.anyOf?.[0]?.$ref;
  const all: Readonly<Record<string, object>> = definitions;
  return reference === undefined ? node : (all[reference.replace('#/definitions/', '')] ?? {});
}

type Keys = readonly (string | number)[];

/** Yields the keys of every node of a schema, with one entry for each list and map. */
function* places(given: Node, keys: Keys = [], seen: readonly Node[] = []): Iterable<[Keys, boolean]> {
  const node = resolved(given);
  if (keys.length > 9 || seen.includes(node)) {
    return;
  }
  yield [keys, seen.some((node) => !isSection(node)) && keys.length > 3];
  const below = [...seen, node];
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    yield* places(child, [...keys, key], isSection(node) ? [] : below);
  }
  if (node.items) {
    yield* places(node.items, [...keys, 0], below);
  }
  if (typeof node.additionalProperties === 'object') {
    yield* places(node.additionalProperties, [...keys, 'any'], below);
  }
}

/** Values that a user may write at a place by mistake. */
const WRONG: readonly unknown[] = [
  MARKER,
  `name: ${MARKER}`,
  `TOKEN=${MARKER}`,
  `https://user:${MARKER}@example.com/a`,
  `user:${MARKER}@example.com/a`,
  `x --password ${MARKER}`,
  NUMBER,
  [MARKER],
  [NUMBER],
  [`TOKEN=${MARKER}`],
  { [`TOKEN=${MARKER}`]: null },
  { [`TOKEN:${MARKER}`]: 1 },
  { [`TOKEN ${MARKER}`]: 1 },
  { name: `TOKEN=${MARKER}`, value: `TOKEN=${MARKER}` },
  { name: 'a', value: MARKER },
  { name: NUMBER, value: NUMBER },
  { value: { a: MARKER } },
];

/** Checks whether a value contains a secret at a place: at each of the places above, or by its form. */
function isSecretAt(path: string, value: unknown): boolean {
  const isPlain = value === MARKER || value === NUMBER;
  if (isPlain && NO_SECRET.test(path)) {
    return false;
  }
  return SENSITIVE.test(path) || (!isPlain && /TOKEN|[ @]/.test(JSON.stringify(value)));
}

function valuesWith(keys: Keys, value: unknown): unknown {
  return keys.reduceRight<unknown>((below, key) => (typeof key === 'number' ? [below] : { [key]: below }), value);
}

/** Parts of Kubernetes types that rules read. */
const READ_BY_RULES = /(?:nv|ontainers)\[0\]\.(?:name|value|image|args|command)$|httpHeaders\[0\]\.\w+$/;

/** Returns all messages about values: of the schema, and of rules where they read the place. */
function messages(values: unknown, path: string, isKubernetes: boolean, chartVersion: ChartVersion): string {
  const { schema } = lineOf(chartVersion);
  if (isKubernetes && !READ_BY_RULES.test(path)) {
    return formatFindings(validate(schema, values));
  }
  const base = chartVersion.startsWith('0') ? { backstage: { backendSecret: 'a' } } : {};
  try {
    // Objects are not rendered here, because that takes too long.
    const allow = ['kubernetes-objects'];
    return formatFindings(checkValues([base, values] as never, { chartVersion, allow }).findings);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.message;
    }
    throw error;
  }
}

test.each(VERSIONS)(
  'no message about values of %s shows a secret',
  (version) => {
    const { schema } = lineOf(version);
    const leaks: string[] = [];
    for (const [keys, isKubernetes] of places(schema)) {
      const path = keys
        .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
        .join('')
        .slice(1);
      for (const value of WRONG) {
        if (!isSecretAt(path, value) || keys.length === 0) {
          continue;
        }
        const shown = messages(valuesWith(keys, value), path, isKubernetes, version);
        if (shown.includes(MARKER) || shown.includes(String(NUMBER))) {
          const line = shown.split('\n').find((each) => each.includes(MARKER) || each.includes(String(NUMBER)));
          leaks.push(`${path} ${JSON.stringify(value)}: ${line}`);
        }
      }
    }
    expect(leaks).toEqual([]);
  },
  300_000,
);
