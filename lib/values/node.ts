// The vocabulary that the values schema is written in. A node is a JSON Schema that also knows the TypeScript type of
// its values, so that one declaration yields types, defaults, validation and the schema that editors read.

/** Types of JSON Schema that values have. */
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** A JSON Schema (draft-07) for values of type `Value`, which may be written as `Given`. */
export interface Node<Value = unknown, Given = Value> {
  /** Never set: carries the TypeScript type of the values once defaults are in. */
  readonly valueType?: Value;
  /** Never set: carries the TypeScript type of the values as one writes them. */
  readonly givenType?: Given;
  /** Types that a value may have; any where absent. */
  readonly type?: JsonType | readonly JsonType[];
  /** What the value is, with its unit or shape, and what it sets. */
  readonly description?: string;
  /** The value that holds where none is given. */
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  /** Schema of a list's items. */
  readonly items?: Node;
  /** Known keys of a map. */
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  /** Schema of the other keys of a map, or `false` where there are none. */
  readonly additionalProperties?: boolean | Node;
  /** `#/definitions/<name>`: a type of Kubernetes. */
  readonly $ref?: string;
  readonly anyOf?: readonly Node[];
  /** The value must never be shown: JSON Schema's word for secrets. */
  readonly writeOnly?: true;
}

/** A map with known keys whose values have nodes of their own. Stays there whatever is left out or set to null. */
export interface Section<
  Properties extends Readonly<Record<string, Node>> = Readonly<Record<string, Node>>,
  Options extends SectionOptions = SectionOptions,
> extends Node<{ readonly [Key in keyof Properties]: unknown }> {
  /** Never set: carries what else the section takes. */
  readonly optionsType?: Options;
  readonly type: 'object' | readonly ['object', 'null'];
  readonly properties: Properties;
}

/** What a section takes besides its keys. */
export interface SectionOptions {
  /** Whether `null` may stand for the whole section: only where the chart does not read it either. */
  readonly nullable?: true;
  /** Whether unknown keys pass, as in a subchart that we do not know. */
  readonly open?: true;
}

/** What may be written for a node: in a section every key is optional; `null` takes a default away, as in Helm. */
export type Input<N> =
  N extends Section<infer Properties, infer Options>
    ?
        | { readonly [Key in keyof Properties]?: Input<Properties[Key]> }
        | (Options extends { readonly nullable: true } ? null : never)
    : N extends Node<unknown, infer Given>
      ? Nullable<Given>
      : never;

/** A value, or null for it or for any member of its maps. Lists replace as a whole, so there is nothing to take away. */
type Nullable<T> = T extends readonly unknown[]
  ? T | null
  : T extends object
    ? { readonly [Key in keyof T]: Nullable<T[Key]> } | null
    : T | null;

/** A node's value once defaults are in: every key is there, undefined if there is no value. Nulls are gone. */
export type Effective<N> =
  N extends Section<infer Properties>
    ? { readonly [Key in keyof Properties]: Effective<Properties[Key]> }
    : N extends Node<infer Value, unknown>
      ? Value | undefined
      : never;

/** What a single value is about. */
interface Doc<T> {
  /** The value that holds where none is given. */
  readonly default?: T;
  /** Never show the value. */
  readonly secret?: true;
  /** There must be a value: null may not take the default away. */
  readonly needed?: true;
}

function leaf<T, Given = T>(
  type: JsonType,
  description: string,
  doc: Doc<Given>,
  more: Node<T, Given> = {},
): Node<T, Given> {
  const { default: value, secret, needed } = doc;
  return {
    type: needed ? type : [type, 'null'],
    description,
    ...more,
    ...(value !== undefined && { default: value }),
    ...(secret && { writeOnly: true }),
  };
}

/** A text. */
export function text(description: string, doc: Doc<string> = {}): Node<string> {
  return leaf('string', description, doc);
}

/** One of some words, numbers, or true and false. */
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
    type: doc.needed ? types : [...types, 'null'],
    enum: doc.needed ? words : [...words, null],
  };
}

/** A whole number, not below `minimum` where one is given. */
export function integer(description: string, doc: Doc<number> & { readonly minimum?: number } = {}): Node<number> {
  const { minimum } = doc;
  return leaf('integer', description, doc, minimum === undefined ? {} : { minimum });
}

/** Yes or no. */
export function flag(description: string, doc: Doc<boolean> = {}): Node<boolean> {
  return leaf('boolean', description, doc);
}

/** A number or a text such as a percentage. */
export function integerOrText(description: string, doc: Doc<number | string> = {}): Node<number | string> {
  return { ...leaf('string', description, doc), type: ['integer', 'string', 'null'] };
}

/** A list; a later values file replaces it as a whole. */
export function list<T, Given>(
  items: Node<T, Given>,
  description: string,
  doc: Doc<readonly Given[]> = {},
): Node<readonly T[], readonly Given[]> {
  return leaf('array', description, doc, { items });
}

/** A map with keys of the user's choice. */
export function map<T>(values: Node<T>, description: string): Node<Readonly<Record<string, T>>> {
  return leaf('object', description, { default: {} }, { additionalProperties: values });
}

/** A map in a list, with its known keys. Those in `required` must be there. */
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
 * A type of Kubernetes, passed through unchanged.
 *
 * `Given` is what may be written for it if the default, which it merges with, has the rest.
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

/** A section: a map with known keys, each with a node of its own. */
export function section<
  const Properties extends Readonly<Record<string, Node>>,
  const Options extends SectionOptions = Record<never, never>,
>(description: string, properties: Properties, options?: Options): Section<Properties, Options> {
  return {
    type: options?.nullable ? ['object', 'null'] : 'object',
    description,
    properties,
    additionalProperties: options?.open === true,
  };
}

/** Keys of a section that other components read: `true` for anything, else the keys below. */
export interface OtherKeys {
  readonly [key: string]: true | OtherKeys;
}

/** Description of every key that is not ours. */
export const OF_ANOTHER_COMPONENT = 'Of another component; not read here.';

/** Nodes for keys that are not ours: they pass, and only their names are checked. */
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

/** Whether the node is a {@link Section}, whose keys stay when a value is left out. */
export function isSection(node: Node): node is Section {
  return node.properties !== undefined && node.required === undefined;
}
