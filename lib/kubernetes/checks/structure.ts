import { describeName } from '../../util/describe';
import { nearest } from '../../util/nearest';
import type { Structure } from '../object-types';
import { parseQuantity } from '../quantity';
import { checkUnique, checkUniqueMember } from './lists';
import { patternForm } from './patterns';
import type { Place } from './place';
import { checkSince } from './since';
import type { TypeCheck, TypeChecks } from './type-check';

/** Definitions of the Kubernetes types, and the checks of their values. */
export interface TypeSystem {
  readonly definitions: Readonly<Record<string, Structure>>;
  readonly checks: TypeChecks;
}

/** Maximum number of allowed words in a message. */
const MAX_WORDS = 12;

/** Smallest integer with 32 bits. */
const INT32_MIN = -(2 ** 31);

/**
 * Reports fields that a type does not have and values of the wrong type, then runs the checks of each Kubernetes type.
 *
 * Returns the value without what has the wrong type, so that checks of the values around it can read the rest.
 */
export function checkStructure(structure: Structure, value: unknown, at: Place, system: TypeSystem): unknown {
  if (structure.$ref === undefined) {
    return checkValue(structure, value, at, system);
  }
  const { name, definition, check } = referredType(structure.$ref, system);
  const checked = name === 'Quantity' ? checkQuantity(value, at) : checkValue(definition, value, at, system);
  checkSince(name, checked, at);
  if (checked !== undefined && !at.isBroken) {
    check?.(checked, at);
  }
  return checked;
}

/** A Kubernetes type, with its check. */
interface ReferredType {
  readonly name: string;
  readonly definition: Structure;
  readonly check?: TypeCheck<unknown>;
}

/** Cache of the types, because objects have many values. */
const referredTypes = new Map<string, ReferredType>();

function referredType(reference: string, { definitions, checks }: TypeSystem): ReferredType {
  const known = referredTypes.get(reference);
  if (known !== undefined) {
    return known;
  }
  const name = reference.slice('#/definitions/'.length);
  const type: ReferredType = {
    name,
    definition: definitions[name] ?? {},
    // Each check gets values of its own type, because the structure was checked before.
    check: Object.hasOwn(checks, name) ? (checks[name] as TypeCheck<unknown>) : undefined,
  };
  referredTypes.set(reference, type);
  return type;
}

function checkValue(structure: Structure, value: unknown, at: Place, system: TypeSystem): unknown {
  if (!hasType(structure, value)) {
    at.isBroken = true;
    const words = typeWords(structure);
    at.refuseType(`must be ${words}, got ${at.shown(value)}`, typeFix(structure, value, words));
    return undefined;
  }
  if (Array.isArray(value)) {
    return checkList(structure, value, at, system);
  }
  if (typeof value === 'object' && value !== null) {
    return checkMap(structure, value, at, system);
  }
  if (typeof value === 'number' && !isInRange(structure, value, at)) {
    at.isBroken = true;
    return undefined;
  }
  checkScalar(structure, value, at);
  return value;
}

/** Reports a number outside its type's range, for which Kubernetes would use another number. */
function isInRange({ minimum = INT32_MIN, maximum }: Structure, value: number, at: Place): boolean {
  const isIn = maximum === undefined || (value >= minimum && value <= maximum);
  if (!isIn && minimum === INT32_MIN) {
    const fix = value < minimum ? `set it to ${minimum} or more` : `set it to ${maximum} or less`;
    at.refuseValue(value, 'an integer with 32 bits', fix);
  } else if (!isIn) {
    at.refuseValue(value, `an integer from ${minimum} to ${maximum}`, 'set it to a value in this range');
  }
  return isIn;
}

function checkList(structure: Structure, list: readonly unknown[], at: Place, system: TypeSystem): unknown {
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = structure;
  if (list.length < minItems) {
    at.refuse(`must have at least ${count(minItems, 'entry', 'entries')}, got ${list.length}`, 'add one');
  }
  if (list.length > maxItems) {
    at.refuse(`must have at most ${count(maxItems, 'entry', 'entries')}, got ${list.length}`, 'remove the others');
  }
  checkKeys(structure, list, at);
  if (items === undefined) {
    return list;
  }
  const checked = list.map((item, index) => {
    const place = at.at(index);
    // The API server reads null in some lists as an empty entry. It is refused in all, because it is a mistake.
    const entry = checkStructure(items, item ?? null, place, system);
    at.isBroken ||= place.isBroken && entry === undefined;
    return entry;
  });
  if (at.isBroken) {
    // Checks could not tell the place of an entry if others before it were missing.
    return undefined;
  }
  return checked.every((entry, index) => entry === list[index]) ? list : checked;
}

/** Reports entries of a list that must differ from entries before them. */
function checkKeys(structure: Structure, list: readonly unknown[], at: Place): void {
  const [key] = structure['x-kubernetes-list-map-keys'] ?? [];
  if (key !== undefined) {
    checkUniqueMember(list, at, key, (entry) => textOf(entry, key));
  } else if (structure['x-kubernetes-list-type'] === 'set') {
    checkUnique(list, at, (entry) => JSON.stringify(entry));
  }
}

/** Returns a member of an entry that is a text. */
function textOf(entry: unknown, key: string): string | undefined {
  const member = ((entry ?? {}) as Readonly<Record<string, unknown>>)[key];
  return typeof member === 'string' ? member : undefined;
}

function checkMap(structure: Structure, map: object, at: Place, system: TypeSystem): unknown {
  const { properties = {}, additionalProperties, minProperties = 0 } = structure;
  const { maxProperties = Number.POSITIVE_INFINITY } = structure;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const isClosed = additionalProperties === false || (!additionalProperties && structure.properties !== undefined);
  const entries = Object.entries(map);
  if (entries.length < minProperties || entries.length > maxProperties) {
    at.refuse(`must have exactly one of ${Object.keys(properties).join(', ')}`, 'set one of them');
  }
  let checked: Record<string, unknown> | undefined;
  for (const [key, member] of entries) {
    const known = Object.hasOwn(properties, key) ? properties[key] : others;
    if (known !== undefined && fitsAlways(known, member)) {
      continue;
    }
    if (known === undefined && isClosed) {
      refuseField(key, Object.keys(properties), at);
    }
    const isAbsent = member === undefined || (member === null && known?.nullable !== false);
    const place = at.at(key);
    const value =
      known === undefined || isAbsent ? (member ?? undefined) : checkStructure(known, member, place, system);
    if (value !== member) {
      at.isBroken ||= place.isBroken && value === undefined;
      checked ??= { ...map };
      if (value === undefined) {
        delete checked[key];
      } else {
        checked[key] = value;
      }
    }
  }
  // The API server reads an absent member of a built-in kind as empty, and only its validation may refuse that.
  const required = additionalProperties === false ? [] : (structure.required ?? []);
  for (const key of required) {
    if (!Object.hasOwn(map, key)) {
      at.at(key).refuse('is required', `add ${key}`);
    }
  }
  return checked ?? map;
}

/** Checks whether a structure accepts all values of the value's type. Such a value needs no place, which saves time. */
function fitsAlways({ type, enum: words, pattern, minLength, maxLength }: Structure, value: unknown): boolean {
  if (type === 'boolean') {
    return typeof value === 'boolean';
  }
  const isRestricted =
    words !== undefined || pattern !== undefined || minLength !== undefined || maxLength !== undefined;
  return type === 'string' && typeof value === 'string' && !isRestricted;
}

function checkScalar(structure: Structure, value: unknown, at: Place): void {
  const { pattern, minLength, maxLength } = structure;
  const words = structure.enum;
  // The API server reads an empty text of a built-in kind as absent.
  if (words !== undefined && value !== '' && !words.includes(value)) {
    const suggestion = nearest(String(value), words.map(String));
    const more = words.length > MAX_WORDS ? ` and ${words.length - MAX_WORDS} more` : '';
    at.refuseValue(
      value,
      `one of ${words.slice(0, MAX_WORDS).join(', ')}${more}`,
      `use ${suggestion ?? 'one of them'}`,
    );
  }
  if (typeof value !== 'string') {
    return;
  }
  if (value.length < (minLength ?? 0)) {
    at.refuse('must not be empty', 'set it, or remove it');
  } else if (value.length > (maxLength ?? Number.POSITIVE_INFINITY)) {
    at.refuse(
      `must have at most ${count(maxLength ?? 0, 'character', 'characters')}, got ${value.length}`,
      'shorten it',
    );
  } else if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    const { words, fix } = patternForm(pattern);
    at.refuseValue(value, words, fix);
  }
}

function checkQuantity(value: unknown, at: Place): unknown {
  const isQuantity = (typeof value === 'number' || typeof value === 'string') && !Number.isNaN(parseQuantity(value));
  if (isQuantity) {
    return value;
  }
  at.isBroken = true;
  at.refuseValue(value, 'a quantity', 'write it as a quantity, for example 500m, 2 or 512Mi');
  return undefined;
}

/** Maximum number of known fields in a message. */
const MAX_FIELDS = 12;

function refuseField(key: string, known: readonly string[], at: Place): void {
  const suggestion = nearest(key, known);
  const more = known.length > MAX_FIELDS ? ` and ${known.length - MAX_FIELDS} more` : '';
  at.at(describeName(key)).refuseType(
    'is not a field that Kubernetes knows here',
    suggestion
      ? `rename it to ${suggestion}`
      : `remove it; known fields: ${known.slice(0, MAX_FIELDS).join(', ')}${more}`,
  );
}

function hasType({ type }: Structure, value: unknown): boolean {
  if (typeof type === 'string') {
    return TYPES[type]?.test(value) ?? true;
  }
  return type === undefined || type.some((each) => TYPES[each]?.test(value) ?? true);
}

const TYPES: Readonly<Record<string, { readonly words: string; test(value: unknown): boolean }>> = {
  string: { words: 'a string', test: (value) => typeof value === 'string' },
  integer: { words: 'an integer', test: Number.isSafeInteger },
  number: { words: 'a number', test: Number.isFinite },
  boolean: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  array: { words: 'a list', test: Array.isArray },
  object: { words: 'a map', test: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
};

function typeWords({ type }: Structure): string {
  const types = typeof type === 'string' ? [type] : (type ?? []);
  return types.map((each) => TYPES[each]?.words ?? each).join(' or ');
}

function typeFix({ type }: Structure, value: unknown, words: string): string {
  const isText = type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  return isText ? 'put it in quotes' : `change it to ${words}`;
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
