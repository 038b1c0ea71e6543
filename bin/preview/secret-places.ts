import type { Node as SchemaNode } from '../../lib/values/node';

/** Place of a value: what the schema says about it, and whether it may be secret. */
export interface Place {
  /** Schema of the value; undefined if it may be anything. */
  readonly schema?: SchemaNode;
  /** Whether a section around the value may contain secrets, or has no such key. */
  readonly isSecret: boolean;
  /** Key of the value, or of the list that contains it. */
  readonly key: string;
  /** Key of the map that contains the value. */
  readonly outerKey: string;
}

/** Keys of names, whose values are shown inside secret sections, too. */
const NAMES = ['name', 'kind', 'image', 'mountPath', 'secretName'];

/** References to variables, such as `${GITHUB_TOKEN}`, which contain no secret. */
const REFERENCE = /^\$\{[A-Za-z_]\w*\}$/;

const WORD = /^(?:true|false|yes|no|on|off|null|~)$/i;

const NUMBER = /^[-+]?[\d._]+(?:e[-+]?\d+)?$/i;

/** Returns the place of the values as a whole. */
export function placeOfValues(schema: SchemaNode): Place {
  return { schema, isSecret: schema.writeOnly === true, key: '', outerKey: '' };
}

/** Returns the place of a member of a map. */
export function placeOfKey({ schema, isSecret, key: outerKey }: Place, key: string): Place {
  const { properties = {}, additionalProperties } = schema ?? {};
  if (Object.hasOwn(properties, key)) {
    return below({ schema: properties[key], isSecret, key, outerKey });
  }
  return typeof additionalProperties === 'object'
    ? below({ schema: additionalProperties, isSecret, key, outerKey })
    : { isSecret: isSecret || additionalProperties === false, key, outerKey };
}

/** Returns the place of an entry of a list. */
export function placeOfEntry({ schema, ...place }: Place): Place {
  return below({ ...place, schema: schema?.items });
}

function below(place: Place): Place {
  return { ...place, isSecret: place.isSecret || place.schema?.writeOnly === true };
}

/**
 * Checks whether a scalar is hidden.
 *
 * @param text text of the scalar, without quotes
 * @param isPlain whether it has no quotes, so that it may be a number or a boolean
 * @param place its place
 */
export function isHidden(text: string, isPlain: boolean, place: Place): boolean {
  const { schema, isSecret } = place;
  if (!isSecret || REFERENCE.test(text) || isName(place)) {
    return false;
  }
  // A password can be a number. Other numbers are settings, such as ports.
  return !isPlain || !(WORD.test(text) || (NUMBER.test(text) && schema?.writeOnly !== true));
}

function isName({ key, outerKey }: Place): boolean {
  return NAMES.includes(key) || (key === 'key' && outerKey.endsWith('Ref'));
}
