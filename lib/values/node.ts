// This file defines the vocabulary of the values schema. A node is a JSON Schema that also knows the TypeScript type of
// its values. One declaration therefore yields types, defaults, validation and the schema for editors.

import type { Nullable } from './nullable';

/** Types of JSON Schema that a value can have. */
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** A JSON Schema (draft-07) for values of type `Value`, which users write as type `Given`. */
export interface Node<Value = unknown, Given = Value> {
  /** Never set. Carries the TypeScript type of the values after the defaults are merged. */
  readonly valueType?: Value;
  /** Never set. Carries the TypeScript type of the values that users write. */
  readonly givenType?: Given;
  /** Types that a value may have. If absent, every type is allowed. */
  readonly type?: JsonType | readonly JsonType[];
  /** Meaning of the value, with its unit or format and its effect. */
  readonly description?: string;
  /** Default value. */
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** Schema of the entries of a list. */
  readonly items?: Node;
  /** Known keys of a map. */
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  /** Schema of the other keys of a map, or `false` if other keys are not allowed. */
  readonly additionalProperties?: boolean | Node;
  /** Reference to a Kubernetes type: `#/definitions/<name>`. */
  readonly $ref?: string;
  readonly anyOf?: readonly Node[];
  /** Whether the value is a secret, which is never shown. The name is JSON Schema's keyword for secrets. */
  readonly writeOnly?: true;
  /** The chart does not have the value: its schema rejects the key, so a file that Helm reads must not contain it. */
  readonly addition?: true;
  /** Only values files may set the section to null, and only where nothing reads it. TypeScript refuses null. */
  readonly nullOnlyInFiles?: true;
}

/** A map with known keys, each with its own node. The merged values have all its keys, even if it is set to null. */
export interface Section<
  Properties extends Readonly<Record<string, Node>> = Readonly<Record<string, Node>>,
  Options extends SectionOptions = SectionOptions,
> extends Node<{ readonly [Key in keyof Properties]: unknown }> {
  /** Never set. Carries the type of the section's options. */
  readonly optionsType?: Options;
  readonly type: 'object' | readonly ['object', 'null'];
  readonly properties: Properties;
}

/** Options of a section. */
export interface SectionOptions {
  /** Whether the whole section may be `null`. Only for sections that the chart does not read in that case either. */
  readonly nullable?: true;
  /** Whether unknown keys are allowed, as in a subchart whose values this package does not know. */
  readonly open?: true;
  /** Whether users may write a secret there by mistake. Messages then show no values of the section. */
  readonly secret?: true;
}

/**
 * Type of the value that users may write for a node. Every key of a section is optional; `null` removes a default, as
 * in Helm. The generated interfaces of a line's values equal this type of its schema; tests compare them.
 */
export type Input<N> =
  N extends Section<infer Properties, infer Options>
    ?
        | { readonly [Key in keyof Properties]?: Input<Properties[Key]> }
        | (Options extends { readonly nullable: true } ? null : never)
    : N extends Node<unknown, infer Given>
      ? Nullable<Given>
      : never;

/** Type of a node's value, merged with the defaults. Every key exists, and a key without a value is undefined. */
export type Effective<N> =
  N extends Section<infer Properties>
    ? { readonly [Key in keyof Properties]: Effective<Properties[Key]> }
    : N extends Node<infer Value, unknown>
      ? Value | undefined
      : never;

/** Options of a single value. */
interface Doc<T> {
  /** Default value. */
  readonly default?: T;
  /** Whether the value is a secret, which is never shown. */
  readonly secret?: true;
  /** Whether a value is required, so that null cannot remove the default. */
  readonly required?: true;
}

function leaf<T, Given = T>(
  type: JsonType,
  description: string,
  doc: Doc<Given>,
  more: Node<T, Given> = {},
): Node<T, Given> {
  const { default: value, secret, required } = doc;
  return {
    type: required ? type : [type, 'null'],
    description,
    ...more,
    ...(value !== undefined && { default: value }),
    ...(secret && { writeOnly: true }),
  };
}

/** Returns a node for a string. */
export function text(description: string, doc: Doc<string> = {}): Node<string> {
  return leaf('string', description, doc);
}

/** Returns a node for one of several words, numbers or booleans. */
export function enumeration<const Word extends string | boolean | number>(
  words: readonly Word[],
  description: string,
  doc: Doc<Word> = {},
): Node<Word> {
  const isOfType = { string: 'string', boolean: 'boolean', integer: 'number' } as const;
  const all = ['string', 'boolean', 'integer'] as const;
  const types = all.filter((type) => words.some((word) => typeof word === isOfType[type]));
  return {
    ...leaf('string', description, doc),
    type: doc.required ? types : [...types, 'null'],
    enum: doc.required ? words : [...words, null],
  };
}

/** Returns a node for an integer, with an optional minimum. */
export function integer(description: string, doc: Doc<number> & { readonly minimum?: number } = {}): Node<number> {
  const { minimum } = doc;
  return leaf('integer', description, doc, minimum === undefined ? {} : { minimum });
}

/** Returns a node for a boolean. */
export function flag(description: string, doc: Doc<boolean> = {}): Node<boolean> {
  return leaf('boolean', description, doc);
}

/** Returns a node for an integer or a string, such as a percentage. */
export function integerOrText(description: string, doc: Doc<number | string> = {}): Node<number | string> {
  return { ...leaf('string', description, doc), type: ['integer', 'string', 'null'] };
}

/** Returns a node for a list, which a later values file replaces as a whole. */
export function list<T, Given>(
  items: Node<T, Given>,
  description: string,
  doc: Doc<readonly Given[]> = {},
): Node<readonly T[], readonly Given[]> {
  return leaf('array', description, doc, { items });
}

/** Returns a node for a map with user-defined keys. */
export function map<T>(
  values: Node<T>,
  description: string,
  doc: Doc<Readonly<Record<string, T>>> = { default: {} },
): Node<Readonly<Record<string, T>>> {
  return leaf('object', description, doc, { additionalProperties: values });
}

/**
 * Returns a node for a map in a list, with known keys.
 *
 * @param properties known keys of the map
 * @param required keys that every map of the list must have
 */
export function item<
  const Properties extends Readonly<Record<string, Node>>,
  const Required extends keyof Properties & string = never,
>(
  properties: Properties,
  required: readonly Required[] = [],
): Node<
  { readonly [Key in Required]: ValueOf<Properties[Key]> } & {
    readonly [Key in Exclude<keyof Properties, Required>]?: ValueOf<Properties[Key]>;
  },
  { readonly [Key in Required]: GivenOf<Properties[Key]> } & {
    readonly [Key in Exclude<keyof Properties, Required>]?: GivenOf<Properties[Key]> | null;
  }
> {
  return { type: 'object', properties, required, additionalProperties: false };
}

type ValueOf<N> = N extends Node<infer Value, unknown> ? Value : never;

type GivenOf<N> = N extends Node<unknown, infer Given> ? Given : never;

/**
 * Returns a node for a Kubernetes type, whose values pass through unchanged.
 *
 * `Given` is the type that users write. It can be partial if the value merges with a default that has the rest.
 */
export function kubernetes<T, Given = T>(
  definition: string,
  description: string,
  doc: Doc<Given> = {},
): Node<T, Given> {
  const { default: value, secret } = doc;
  return {
    description,
    anyOf: [{ $ref: `#/definitions/${definition}` }, { type: 'null' }],
    ...(value !== undefined && { default: value }),
    ...(secret && { writeOnly: true }),
  };
}

/** Returns a section: a map with known keys, each with its own node. */
export function section<
  const Properties extends Readonly<Record<string, Node>>,
  const Options extends SectionOptions = Record<never, never>,
>(description: string, properties: Properties, options?: Options): Section<Properties, Options> {
  return {
    type: options?.nullable ? ['object', 'null'] : 'object',
    description,
    properties,
    additionalProperties: options?.open === true,
    ...(options?.secret && { writeOnly: true }),
  };
}

/** Keys that other components read. `true` accepts any value; nested keys accept a map with only these keys. */
export interface OtherKeys {
  readonly [key: string]: true | OtherKeys;
}

/** Description of every key that belongs to another component. */
export const OF_ANOTHER_COMPONENT = 'Belongs to another component; this package ignores it.';

/** Returns nodes for the keys of other components. Only the names of these keys are checked. */
export function others<const Keys extends OtherKeys>(keys: Keys): { readonly [Key in keyof Keys]: Node<unknown> } {
  const description = OF_ANOTHER_COMPONENT;
  const nodes = Object.entries(keys).map(([key, below]) => [
    key,
    below === true
      ? { description }
      : { type: ['object', 'null'], description, properties: others(below), additionalProperties: false },
  ]);
  return Object.fromEntries(nodes);
}

/** Checks whether a node is a {@link Section}, whose keys the merged values always have. */
export function isSection(node: Node): node is Section {
  return node.properties !== undefined && node.required === undefined;
}
