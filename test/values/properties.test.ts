import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { parse } from 'yaml';
import definitions from '../../imports/kubernetes.json';
import type { RenderOptions } from '../../lib/app/render-manifests';
import { schema, type Values } from '../../lib/lines/0.11/schema';
import { manifestYaml } from '../../lib/output/manifest-yaml';
import { FIDELITIES } from '../../lib/values/fidelity';
import type { Finding } from '../../lib/values/finding';
import { isMap, mergeValues } from '../../lib/values/merge';
import { isSection, type JsonType, type Node } from '../../lib/values/node';
import { runs } from '../random';
import { render } from './render-random';

// What holds for any values at all, tried with random ones.

/** Texts that YAML 1.1 or 1.2 would read as something else, were they not in quotes, and others that are easy to lose. */
// biome-ignore format: a table
const HOSTILE = [
  'yes', 'no', 'on', 'off', 'y', 'N', 'true', 'False', 'null', '~', '', '0x1F', '017', '0o17', '0b1', '1e3', '1.0', '.5',
  '1_000', '.inf', '.nan', '1:30', '190:20:30', '2026-11-22', '2026-11-22T10:00:00Z', '=', '<<', '-', '- a', '? a', 'a: b',
  'a #b', '#a', '&a', '*a', '!a', '!!str a', '|', '>', '%a', '@a', '`a', '{a: b}', '[a]', '{{ .a }}', "'a", '"a"', "a'b",
  'a\\b', ' a', 'a ', '\ta', 'a\t', 'a\nb', 'a\n', 'a\n\n', '\na', '\n', ' \n', '  a\n b\n', 'a\r\nb', 'a\rb', '---', '...',
  '--- a', 'a\u0085b', 'a\u00A0b', 'a\u2028b', '\uFEFFa', '\u0000', '\u0007', '\u001B[0m', '\u007F', 'é', '漢字', '😀',
  'a'.repeat(200), 'a b '.repeat(60), '__proto__', 'constructor',
];

/** Texts that pass the rules more often than not. */
// biome-ignore format: a table
const ORDINARY = ['', 'a', 'example.com', '*.example.com', 'https://a.example.com', '/', ':8443', '1Gi', '500m', '50%'];

/** By the letter of YAML 1.1 a dot alone is a number. The package `yaml` takes it for one; no reader of manifests does. */
const NUMBER_BY_THE_LETTER = /^[-+]?\.[._]*$/;

const hostileText = fc
  .oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' }))
  .filter((text) => !NUMBER_BY_THE_LETTER.test(text));

const anyText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ORDINARY) }, hostileText);

/** Keys that cannot be rendered do not fit. */
const UNUSABLE_KEY = /"(?:constructor|__proto__)":/;

const anyKey = anyText.filter((key) => !UNUSABLE_KEY.test(`${JSON.stringify(key)}:`));

const anyNumber = fc.oneof(
  fc.integer({ min: -1, max: 100 }),
  // JSON has no negative zero.
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

/** How a type of Kubernetes is filled. */
type OfKubernetes = (definition: string) => fc.Arbitrary<unknown>;

/** Fills each type of Kubernetes with values that fit it, changed by `change`; made once for each type. */
function filling(change: (fit: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>): OfKubernetes {
  const made = new Map<string, fc.Arbitrary<unknown>>();
  return function ofKubernetes(definition) {
    const values = made.get(definition) ?? change(fitting(DEFINITIONS[definition] ?? {}, ofKubernetes));
    made.set(definition, values);
    return values;
  };
}

/** Values that fit a node of the schema; keys are left out or null wherever they may be. */
function fitting(node: Node, ofKubernetes: OfKubernetes): fc.Arbitrary<unknown> {
  const fill = (child: Node) => fitting(child, ofKubernetes);
  const reference = node.$ref ?? node.anyOf?.[0]?.$ref;
  const { properties, additionalProperties, items, minimum } = node;
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
          minimum === undefined || type === 'null' ? BY_TYPE[type] : fc.integer({ min: minimum, max: 3 }),
        ),
      );
}

/** Values that fit a map's key; undefined where the key is left out. */
function member(node: Node, isNeeded: boolean, fill: (node: Node) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (isNeeded) {
    return fill(withoutNull(node));
  }
  if (isSection(node)) {
    return fc.option(fill(node), { freq: 4, nil: undefined });
  }
  const keepsDefault = node.default !== undefined && node.type !== undefined && !node.type.includes('null');
  return fc.option(keepsDefault ? fill(node) : orNull(fill(node)), { freq: 2, nil: undefined });
}

/** The node of a value that must be there. */
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

/** Values that fit but for Kubernetes' own types, which hold anything here and there. */
const valuesOfNewerKubernetes = fitting(
  schema,
  filling((fit) => fc.oneof({ weight: 4, arbitrary: fit }, anyJson)),
) as fc.Arbitrary<Values>;

/** Fitting values with anything in one place: as those of a file may be. */
const spoiltValues = fc
  .tuple(fittingValues, fc.array(fc.nat(), { maxLength: 8 }), anyJson)
  .map(([values, steps, spoilt]) => replaced(values, steps, spoilt) as Values);

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

  test('are refused only for what nothing can be rendered without, where all rules are allowed', () => {
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
    // Else this file would say nothing about what is rendered.
    expect(rendered).toBeGreaterThan(runs(50) - 3);
  });

  test('are rendered to the same manifests every time, and stay as they are', () => {
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

  test('are rendered to plain data, of which JSON loses nothing', () => {
    fc.assert(
      fc.property(fittingValues, anyFidelity, (values, fidelity) => {
        const manifests = render(values, { fidelity, allow: ['*'] }) ?? [];
        expect(JSON.parse(JSON.stringify(manifests))).toStrictEqual(manifests);
      }),
      { numRuns: runs(90) },
    );
  });

  /** Whether the finding is about a host or a credential that is missing, or about a patch that matches nothing. */
  function isUnavoidable({ rule, path, message }: Finding): boolean {
    const isAboutPatch = /^backstage\.patches\[\d+\]\.(?:target$|patch\[)/.test(path);
    return rule === 'schema' && (isAboutPatch || /is needed(?! here)/.test(message));
  }
});

describe('any values', () => {
  const anyValues = fc.oneof(
    { weight: 5, arbitrary: spoiltValues },
    { weight: 5, arbitrary: valuesOfNewerKubernetes },
    anyJson as fc.Arbitrary<Values>,
  );

  test.each<[string, RenderOptions]>([
    ['', {}],
    [' where all rules are allowed', { allow: ['*'] }],
    [' where fields of a newer Kubernetes are allowed', { allow: ['kubernetes-fields'] }],
  ])('are rendered or refused%s', (_when, options) => {
    fc.assert(
      fc.property(anyValues, anyFidelity, (values, fidelity) => {
        render(values, { fidelity, ...options });
      }),
      { numRuns: runs(120) },
    );
  });

  test('are rendered or refused in layers', () => {
    fc.assert(
      fc.property(fc.array(anyValues, { maxLength: 3 }), anyFidelity, (layers, fidelity) => {
        render(layers, { fidelity, allow: ['*'] });
      }),
      { numRuns: runs(80) },
    );
  });
});

test('merging is associative where a key holds a map in all layers or in none, and nothing is null', () => {
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
  /** What YAML 1.2 and YAML 1.1 read. */
  const readBack = (yaml: string): unknown[] => [load(yaml, { schema: CORE_SCHEMA }), parse(yaml, { version: '1.1' })];

  test.each(HOSTILE)('keeps the text %j, as value and as key', (text) => {
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

  test('keeps what is rendered', () => {
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
