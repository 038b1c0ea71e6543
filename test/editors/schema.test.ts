import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { LINES } from '../docs-pages';

// Tests of the JSON Schemas for editors that need no editor.

/** Parts of a schema that the tests read. */
interface JsonSchema {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly writeOnly?: boolean;
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, '../../schema', `${name}.schema.json`), 'utf8'));

const kubernetes: { readonly definitions: Readonly<Record<string, JsonSchema>> } = read('kubernetes');

/** Yields the keys of maps below a schema, with their schemas, and the entries of lists and of maps. */
function* nodes(schema: JsonSchema, path: string): Iterable<[path: string, schema: JsonSchema]> {
  const { properties = {}, items, additionalProperties } = schema;
  const below: [string, JsonSchema][] = Object.entries(properties).map(([key, child]) => [`${path}.${key}`, child]);
  const others: [string, JsonSchema][] = [
    ...(items ? [[`${path}[]`, items] as [string, JsonSchema]] : []),
    ...(typeof additionalProperties === 'object' ? [[`${path}.*`, additionalProperties] as [string, JsonSchema]] : []),
  ];
  for (const [here, child] of [...below, ...others]) {
    yield [here, child];
    yield* nodes(child, here);
  }
}

const ALL: readonly (readonly [path: string, schema: JsonSchema])[] = [
  ...LINES.flatMap(({ name }) => [...nodes(read(`values-${name}`), name)]),
  ...Object.entries(kubernetes.definitions).flatMap(([name, type]) => [[name, type] as const, ...nodes(type, name)]),
];
const KEYS = ALL.filter(([path]) => /\.[^.[\]*]+$/.test(path));

test('every key has a description, also in Markdown, and so has every field of Kubernetes', () => {
  expect(KEYS.length).toBeGreaterThan(1500);
  const bare = KEYS.filter(
    ([, { description = '', markdownDescription = '' }]) =>
      !/[a-z]/.test(description) || !/[a-z]/.test(markdownDescription),
  );
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('descriptions in Markdown use characters of its syntax only in code', () => {
  const outside = (text: string) => text.replace(/`[^`]*`|->/g, '');
  const wrong = KEYS.filter(([, { markdownDescription = '' }]) =>
    /[*<>`]|\]\(|https?:/.test(outside(markdownDescription)),
  );
  expect(wrong.map(([path, { markdownDescription }]) => `${path}: ${markdownDescription}`)).toEqual([]);
});

test('no default is inserted as [object Object], as [] or as an empty line', () => {
  const isInserted = (value: unknown) => ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
  const wrong = ALL.filter(([, { default: value }]) =>
    Array.isArray(value) ? value.length === 0 || !value.every(isInserted) : !isInserted(value),
  );
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('the snippet of environments is a map', () => {
  const [snippet] = read('config').properties.environments.defaultSnippets;
  expect(snippet.body).toEqual({ '${1:key}': { values: '${2:value}' } });
});

test('no default of a secret is inserted', () => {
  const secret = ALL.filter(([, { writeOnly }]) => writeOnly);
  expect(secret.map(([path]) => path)).toContain('0.11.backstage.auth.clientSecret');
  expect(secret.filter(([, { default: value }]) => value !== undefined)).toEqual([]);
});

/** Returns the value of a snippet after a user accepted each of its places. */
function accepted(body: unknown): unknown {
  if (typeof body === 'string') {
    return parse(text(body));
  }
  if (Array.isArray(body)) {
    return body.map(accepted);
  }
  return Object.fromEntries(Object.entries(body ?? {}).map(([key, value]) => [text(key), accepted(value)]));
}

const text = (snippet: string) => snippet.replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1').replace(/\$\d/g, 'x');

describe('snippets', () => {
  const snippets = ALL.flatMap(([path, schema]) =>
    (schema.defaultSnippets ?? []).map(({ label, body }) => [path, label, schema, body] as const),
  );

  test('fit their schema', () => {
    const ajv = new Ajv({ strict: false }).addSchema(kubernetes, 'kubernetes.schema.json');
    expect(snippets.length).toBeGreaterThan(100);
    const wrong = snippets.filter(([path, , schema, body]) =>
      kubernetes.definitions[path]
        ? !ajv.validate({ $ref: `kubernetes.schema.json#/definitions/${path}` }, accepted(body))
        : !ajv.validate(schema, accepted(body)),
    );
    expect(wrong.map(([path, label]) => `${path}: ${label}`)).toEqual([]);
  });
});
