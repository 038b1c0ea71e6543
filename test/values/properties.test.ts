import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { parse } from 'yaml';
import definitions from '../../imports/kubernetes.json';
import type { RenderOptions } from '../../lib/app/render-manifests';
import { schema, type Values } from '../../lib/lines/0.11/schema';
import { manifestYaml } from '../../lib/output/manifest-yaml';
import { isMap } from '../../lib/util/members';
import { FIDELITIES } from '../../lib/values/fidelity';
import type { Finding } from '../../lib/values/finding';
import { mergeValues } from '../../lib/values/merge';
import { isSection, type JsonType, type Node } from '../../lib/values/node';
import { runs } from '../random';
import { render } from './render-random';

// These tests use random values to check properties that all values have.

/**
 * Strings that YAML 1.1 or 1.2 reads as another type unless they are quoted, and other strings that are easy to break.
 */
// biome-ignore format: a table
const HOSTILE = [
  'yes', 'no', 'on', 'off', 'y', 'N', 'true', 'False', 'null', '~', '', '0x1F', '017', '0o17', '0b1', '1e3', '1.0', '.5',
  '1_000', '.inf', '.nan', '1:30', '190:20:30', '2026-11-22', '2026-11-22T10:00:00Z', '=', '<<', '-', '- a', '? a', 'a: b',
  'a #b', '#a', '&a', '*a', '!a', '!!str a', '|', '>', '%a', '@a', '`a', '{a: b}', '[a]', '{{ .a }}', "'a", '"a"', "a'b",
  'a\\b', ' a', 'a ', '\ta', 'a\t', 'a\nb', 'a\n', 'a\n\n', '\na', '\n', ' \n', '  a\n b\n', 'a\r\nb', 'a\rb', '---', '...',
  '--- a', 'a\u0085b', 'a\u00A0b', 'a\u2028b', '\uFEFFa', '\u0000', '\u0007', '\u001B[0m', '\u007F', 'é', '漢字', '😀',
  'a'.repeat(200), 'a b '.repeat(60), '__proto__', 'constructor',
];

/** Strings that usually pass the rules. */
// biome-ignore format: a table
const ORDINARY = ['', 'a', 'example.com', '*.example.com', 'https://a.example.com', '/', ':8443', '1Gi', '500m', '50%'];

/** Strings such as a single dot, which YAML 1.1 and the package `yaml` read as numbers. No reader of manifests does. */
const DOTTED_NUMBER = /^[-+]?\.[._]*$/;

const hostileText = fc
  .oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' }))
  .filter((text) => !DOTTED_NUMBER.test(text));

const anyText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ORDINARY) }, hostileText);

/** Keys that cdk8s cannot render, in JSON. */
const UNUSABLE_KEY = /"(?:constructor|__proto__)":/;

const anyKey = anyText.filter((key) => !UNUSABLE_KEY.test(`${JSON.stringify(key)}:`));

const anyNumber = fc.oneof(
  fc.integer({ min: -1, max: 100 }),
  // JSON does not have a negative zero.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
);

const anyJson = fc.jsonValue({ maxDepth: 2 }).filter((json) => !UNUSABLE_KEY.test(JSON.stringify(json)));

const BY_TYPE: Readonly<Record<JsonType, fc.Arbitrary<unknown>>> = {
  string: anyText,
  integer: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -1, max: 10 }) }, fc.maxSafeInteger()),
  number: anyNumber,
  boolean: fc.boolean(),
  array: fc.array(anyJson, { maxLength: 2 }),
  object: fc.dictionary(anyKey, anyJson, { maxKeys: 2, noNullPrototype: true }),
  null: fc.constant(null),
};

const DEFINITIONS: Readonly<Record<string, Node | object>> = definitions;

/** Returns random values of a Kubernetes type. */
type OfKubernetes = (definition: string) => fc.Arbitrary<unknown>;

/**
 * Returns a function that makes valid random values of a Kubernetes type, once for each type. `change` can change them.
 */
function filling(change: (fit: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>): OfKubernetes {
  const made = new Map<string, fc.Arbitrary<unknown>>();
  return function ofKubernetes(definition) {
    const values = made.get(definition) ?? change(fitting(DEFINITIONS[definition] ?? {}, ofKubernetes));
    made.set(definition, values);
    return values;
  };
}

/** Returns random values that fit a node of the schema. Optional keys are sometimes missing or null. */
function fitting(node: Node, ofKubernetes: OfKubernetes): fc.Arbitrary<unknown> {
  const fill = (child: Node) => fitting(child, ofKubernetes);
  const reference = node.$ref ?? node.anyOf?.[0]?.$ref;
  const { properties, additionalProperties, items, minimum, maximum } = node;
  if (reference !== undefined) {
    return ofKubernetes(reference.replace('#/definitions/', ''));
  }
  if (node.enum) {
    return fc.constantFrom(...node.enum);
  }
  if (properties) {
    return fc
      .record(mapValues(properties, (child, key) => member(child, node.required?.includes(key) ?? false, fill)))
      .map((members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)));
  }
  if (typeof additionalProperties === 'object') {
    return fc.dictionary(anyKey, orNull(fill(additionalProperties)), { maxKeys: 2, noNullPrototype: true });
  }
  if (items) {
    return fc.array(fill(withoutNull(items)), { maxLength: 2 });
  }
  const types = typeof node.type === 'string' ? [node.type] : node.type;
  return types === undefined
    ? anyJson
    : fc.oneof(
        ...types.map((type) =>
          type === 'integer' && (minimum ?? maximum) !== undefined
            ? fc.integer({ min: minimum ?? -1, max: minimum === undefined ? maximum : 3 })
            : BY_TYPE[type],
        ),
      );
}

/** Returns random values of a key in a map. They are undefined if the key is missing. */
function member(node: Node, isRequired: boolean, fill: (node: Node) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (isRequired) {
    return fill(withoutNull(node));
  }
  if (isSection(node)) {
    return fc.option(fill(node), { freq: 4, nil: undefined });
  }
  const keepsDefault = node.default !== undefined && node.type !== undefined && !node.type.includes('null');
  return fc.option(keepsDefault ? fill(node) : orNull(fill(node)), { freq: 2, nil: undefined });
}

/** Returns the node without the type null. */
function withoutNull(node: Node): Node {
  return typeof node.type === 'object' ? { ...node, type: node.type.filter((type) => type !== 'null') } : node;
}

function orNull<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.option(values, { freq: 9, nil: null });
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

const anyFidelity = fc.constantFrom(...FIDELITIES);

const fittingValues = fitting(
  schema,
  filling((fit) => fit),
) as fc.Arbitrary<Values>;

/** Values that fit the schema, except that some Kubernetes types contain anything. */
const valuesOfNewerKubernetes = fitting(
  schema,
  filling((fit) => fc.oneof({ weight: 4, arbitrary: fit }, anyJson)),
) as fc.Arbitrary<Values>;

/** Values that fit the schema, except that one place contains anything. */
const brokenValues = fc
  .tuple(fittingValues, fc.array(fc.nat(), { maxLength: 8 }), anyJson)
  .map(([values, steps, anything]) => replaced(values, steps, anything) as Values);

function replaced(value: unknown, [step, ...steps]: readonly number[], by: unknown): unknown {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (step === undefined || entries.length === 0) {
    return by;
  }
  const chosen = step % entries.length;
  const changed = entries.map(([key, member], index) => [key, index === chosen ? replaced(member, steps, by) : member]);
  return isMap(value) ? Object.fromEntries(changed) : changed.map(([, member]) => member);
}

describe('values that fit the schema', () => {
  test('are rendered, or refused by a rule', () => {
    fc.assert(
      fc.property(fittingValues, anyFidelity, (values, fidelity) => {
        render(values, { fidelity }, ({ findings }) => {
          const unfit = findings.filter(({ rule }) => rule === 'schema' || rule === 'kubernetes-fields');
          expect(unfit.filter((finding) => !isUnavoidable(finding))).toEqual([]);
        });
      }),
      { numRuns: runs(90) },
    );
  });

  test('are refused only for missing hosts or credentials and unmatched patches if all rules are allowed', () => {
    let rendered = 0;
    fc.assert(
      fc.property(fittingValues, anyFidelity, (values, fidelity) => {
        const manifests = render(values, { fidelity, allow: ['*'] }, ({ findings }) => {
          expect(findings.filter((finding) => !isUnavoidable(finding))).toEqual([]);
        });
        rendered += manifests ? 1 : 0;
      }),
      { numRuns: runs(150) },
    );
    // Without enough renderings, the other tests of this file would check nothing.
    expect(rendered).toBeGreaterThan(runs(50) - 3);
  });

  test('are rendered to the same manifests every time, and are not changed', () => {
    fc.assert(
      fc.property(fittingValues, anyFidelity, (values, fidelity) => {
        const before = structuredClone(values);
        const first = render(values, { fidelity, allow: ['*'] });
        const second = render(values, { fidelity, allow: ['*'] });
        expect(second).toEqual(first);
        expect(JSON.stringify(second)).toBe(JSON.stringify(first));
        expect(values).toEqual(before);
      }),
      { numRuns: runs(90) },
    );
  });

  test('are rendered to plain data, which JSON can represent completely', () => {
    fc.assert(
      fc.property(fittingValues, anyFidelity, (values, fidelity) => {
        const manifests = render(values, { fidelity, allow: ['*'] }) ?? [];
        expect(JSON.parse(JSON.stringify(manifests))).toStrictEqual(manifests);
      }),
      { numRuns: runs(90) },
    );
  });

  /** Returns whether a finding is about a missing host or credential, or about a patch that matches nothing. */
  function isUnavoidable({ rule, path, message }: Finding): boolean {
    const isAboutPatch = /^backstage\.patches\[\d+\]\.(?:target$|patch\[)/.test(path);
    return rule === 'schema' && (isAboutPatch || /^is required for /.test(message));
  }
});

describe('any values', () => {
  const anyValues = fc.oneof(
    { weight: 5, arbitrary: brokenValues },
    { weight: 5, arbitrary: valuesOfNewerKubernetes },
    anyJson as fc.Arbitrary<Values>,
  );

  test.each<[string, RenderOptions]>([
    ['', {}],
    [' if all rules are allowed', { allow: ['*'] }],
    [' if fields of a newer Kubernetes are allowed', { allow: ['kubernetes-fields'] }],
  ])('are rendered or refused%s', (_when, options) => {
    fc.assert(
      fc.property(anyValues, anyFidelity, (values, fidelity) => {
        render(values, { fidelity, ...options });
      }),
      { numRuns: runs(120) },
    );
  });

  test('are rendered or refused as several files', () => {
    fc.assert(
      fc.property(fc.array(anyValues, { maxLength: 3 }), anyFidelity, (layers, fidelity) => {
        render(layers, { fidelity, allow: ['*'] });
      }),
      { numRuns: runs(80) },
    );
  });
});

test('merging is associative if a key is a map in all files or in none, and nothing is null', () => {
  const leaf = fc.oneof(hostileText, anyNumber, fc.boolean(), fc.array(fc.nat(), { maxLength: 2 }));
  const { layer } = fc.letrec<{ layer: { [key: string]: unknown } }>((tie) => ({
    layer: fc.record(
      {
        a: leaf,
        b: leaf,
        ['__proto__']: leaf,
        map: fc.option(tie('layer'), { nil: {}, maxDepth: 3 }),
        constructor: tie('layer'),
      },
      { requiredKeys: [] },
    ),
  }));
  fc.assert(
    fc.property(layer, layer, layer, (a, b, c) => {
      expect(mergeValues([mergeValues([a, b]), c])).toEqual(mergeValues([a, mergeValues([b, c])]));
      expect(mergeValues([a, b, c])).toEqual(mergeValues([a, mergeValues([b, c])]));
    }),
    { numRuns: runs(150) },
  );
});

describe('the YAML of a manifest', () => {
  /** Reads YAML as version 1.2 and as version 1.1. */
  const readBack = (yaml: string): unknown[] => [load(yaml, { schema: CORE_SCHEMA }), parse(yaml, { version: '1.1' })];

  test.each(HOSTILE)('keeps the string %j, as value and as key', (text) => {
    const manifest = { kind: text, list: [text], map: Object.fromEntries([[text, { deep: text }]]) };
    expect(readBack(manifestYaml(manifest))).toEqual([manifest, manifest]);
  });

  test('keeps any data', () => {
    const { data } = fc.letrec<{ data: unknown }>((tie) => ({
      data: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        hostileText,
        anyNumber,
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('data'), { maxLength: 3 }),
        fc.dictionary(hostileText, tie('data'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.record({ kind: hostileText, metadata: data, data, spec: data }), (manifest) => {
        const plain: unknown = JSON.parse(JSON.stringify(manifest));
        expect(readBack(manifestYaml(manifest))).toEqual([plain, plain]);
      }),
      { numRuns: runs(250) },
    );
  });

  test('keeps rendered manifests', () => {
    fc.assert(
      fc.property(fittingValues, (values) => {
        for (const manifest of render(values, { allow: ['*'] }) ?? []) {
          expect(readBack(manifestYaml(manifest))).toEqual([manifest, manifest]);
        }
      }),
      { numRuns: runs(80) },
    );
  });

  test('does not depend on the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(hostileText, anyJson, { maxKeys: 5, noNullPrototype: true }), (manifest) => {
        const turned = Object.fromEntries(Object.entries(manifest).reverse());
        expect(manifestYaml(turned)).toBe(manifestYaml(manifest));
      }),
      { numRuns: runs(100) },
    );
  });
});
