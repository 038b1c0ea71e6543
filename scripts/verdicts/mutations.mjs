// Changes a valid object at every place: limits of its type, other forms, empty, missing and duplicate values, and
// unknown fields. Adds members that exclude others.

import { FORMS } from './forms.mjs';

const REMOVED = Symbol('removed');
const long = (length, char = 'a') => char.repeat(length);

const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  '0',
  '1',
  '-1',
  'a b',
  ' a',
  'a\n',
  'a-b',
  '-a',
  'a-',
  'a_b',
  'a.b',
  'a..b',
  '.a',
  'a.',
  'a/b',
  'a/b/c',
  '/a',
  '/',
  '/a/b',
  'a/',
  '..',
  'a/../b',
  '../a',
  '..a',
  '.',
  'a:b',
  'a=b',
  'a,b',
  'a@b',
  '*',
  '*.a.b',
  'ä',
  '\u0000',
  '1a',
  '80',
  '65536',
  'true',
  '10%',
  '%',
  '1.5',
  '10.0.0.1',
  '010.0.0.1',
  '10.0.0.0/8',
  '10.0.0.1/33',
  'fd00::1',
  'fd00::/8',
  '::1',
  'None',
  'cpu',
  'limits.cpu',
  'metadata.name',
  'example.com/a',
  'example.com/A_b',
  'Example.com/a',
  'kubernetes.io/a',
  'YQ==',
  'YQ',
  '$(A)',
  '$(A',
  '`a`',
  '..2026',
  'system-a',
  'Always',
  'In',
  'Exists',
  'Equal',
  'TCP',
  'tcp',
  'Default',
  'Unmasked',
  'Localhost',
  'Utilization',
  'Value',
  long(15),
  long(16),
  long(63),
  long(64),
  long(128),
  long(129),
  long(253),
  long(254),
  `${long(63)}.${long(63)}.${long(63)}.${long(61)}`,
  `${long(63)}.${long(63)}.${long(63)}.${long(62)}`,
  `example.com/${long(63)}`,
  `example.com/${long(64)}`,
  `${long(253)}/a`,
];

const INTEGERS = [
  -2147483649, -2147483648, -1, 0, 1, 2, 3, 5, 99, 100, 101, 511, 512, 600, 1023, 1024, 3600, 86400, 86401, 30000,
  29999, 32767, 32768, 65535, 65536, 999999999, 1000000000, 1000000001, 2147483647, 2147483648, 4294967296, 1.5,
];

const QUANTITIES = [
  '0',
  '1',
  '-1',
  '+1',
  '1Gi',
  '1G',
  '1ki',
  '1Ki',
  '1k',
  '1K',
  '1m',
  '100m',
  '0.1m',
  '1u',
  '1n',
  '1.5',
  '1.',
  '.5',
  '.',
  '1e3',
  '1E3',
  '1e',
  '1E',
  '1e3Gi',
  '1 Gi',
  ' 1Gi',
  '1Gi ',
  '1Gb',
  'abc',
  '',
  '::1',
  '1.5Gi',
  '0.5',
  '0.0001',
  '1000000000000000000000',
  '10000000000000000Ei',
  '-1Gi',
  '--1',
  '1..2',
  '1e-3',
  '1e100',
  '3Mi',
  '0x1',
  '1_000',
  0,
  1,
  -1,
  1.5,
  5000000000,
  1e21,
];

const PORTS_AND_SHARES = [
  -1,
  0,
  1,
  2,
  65535,
  65536,
  2147483647,
  2147483648,
  1.5,
  '0',
  '1',
  '80',
  '0%',
  '1%',
  '100%',
  '101%',
  '1000%',
  '-1%',
  '1.5%',
  '%',
  '10 %',
  '50',
  '',
  'http',
  'HTTP',
  'a--b',
  'a-b',
  '-a',
  'a-',
  '1a',
  '123',
  'a b',
  long(15),
  long(16),
  'ä',
];

const KEYS = [
  '',
  'a',
  'A',
  'a b',
  '-a',
  'a_b',
  '.',
  '..',
  '...',
  '..a',
  'a/b',
  'a/b/c',
  '/a',
  'a/',
  'Example.com/a',
  'example.com/A',
  'ä',
  long(63),
  long(64),
  long(253),
  long(254),
  `example.com/${long(64)}`,
  'cpu',
  'memory',
  'storage',
  'ephemeral-storage',
  'hugepages-1Gi',
  'kubernetes.io/a',
  'requests.cpu',
  'example.com/gpu',
];

const OF_OTHER_TYPES = [null, true, 7, 'x', [], {}, ['x'], { x: 'x' }];

/** Knows the definitions of types, and examples of their members. */
export class Mutations {
  #examples = new Map();

  /**
   * @param definitions definitions of the Kubernetes types
   * @param structureOf returns the structure of an object of a kind
   * @param bases valid objects, whose members are examples for other objects
   */
  constructor(definitions, structureOf, bases) {
    this.definitions = definitions;
    this.structureOf = structureOf;
    for (const base of bases) {
      for (const { label, value } of this.#places(base)) {
        const examples = this.#examples.get(label) ?? [];
        examples.push(value);
        this.#examples.set(label, examples);
      }
    }
  }

  /** Returns all changes of an object: the member's type and name, what the change is, and a function that makes it. */
  *of(base) {
    for (const place of this.#places(base)) {
      for (const [change, value] of this.#changes(place)) {
        const { label, path } = place;
        yield { label, what: `${path.join('.')}: ${change}`, change: (object) => replaced(object, path, value) };
      }
    }
  }

  *#changes({ structure, value, label, path }) {
    const { type, properties, additionalProperties, items, isQuantity } = structure;
    const types = [type].flat();
    if (
      path.length === 0 ||
      ['apiVersion', 'kind', 'metadata', 'metadata.name', 'metadata.namespace'].includes(path.join('.'))
    ) {
      if (path.at(-1) === 'name') {
        for (const text of TEXTS.filter(
          (each) => each !== '' && each !== '.' && each !== '..' && !each.includes('/'),
        )) {
          yield show(text);
        }
      }
    } else {
      yield ['removed', REMOVED];
      for (const other of OF_OTHER_TYPES) {
        yield show(other);
      }
    }
    if (path.join('.') === 'apiVersion' || path.join('.') === 'kind') {
      return;
    }
    if (isQuantity) {
      yield* QUANTITIES.map(show);
    } else if (types.includes('integer') && types.includes('string')) {
      yield* PORTS_AND_SHARES.map(show);
    } else if (types.includes('integer') || types.includes('number')) {
      yield* INTEGERS.map(show);
    } else if (types.includes('string') && path.join('.') !== 'metadata.name') {
      for (const word of structure.enum?.filter((each) => typeof each === 'string') ?? []) {
        yield show(word);
        yield show(word.toLowerCase());
      }
      yield* [...TEXTS, ...(FORMS[label] ?? [])].map(show);
      // Values of other members of the type, such as names of volumes.
      for (const example of new Set(this.#examples.get(label) ?? [])) {
        yield show(example);
      }
    } else if (types.includes('array')) {
      yield ['first entry twice', [...value, value[0]]];
      yield ['empty entry added', [...value, {}]];
      yield ['null added', [...value, null]];
      yield ['17 copies', Array.from({ length: 17 }, () => value[0])];
      for (const index of value.keys()) {
        yield [`entry ${index} removed`, value.filter((_, other) => other !== index)];
      }
      for (const example of (this.#examples.get(`${label}[]`) ?? []).slice(0, 12)) {
        yield [`added ${brief(example)}`, [...value, example]];
      }
      if (value.every((each) => typeof each === 'object' && each !== null)) {
        // A second entry that differs in one member, for lists with keys.
        for (const key of Object.keys(value[0] ?? {})) {
          const { [key]: _, ...others } = value[0];
          yield [`first entry again without ${key}`, [...value, others]];
          if (typeof value[0][key] === 'string') {
            yield [`first entry again with another ${key}`, [...value, { ...others, [key]: 'other' }]];
          }
        }
      }
    } else if (types.includes('object')) {
      yield ['unknown field', { ...value, unknown: 'x' }];
      if (properties) {
        for (const key of Object.keys(properties)) {
          if (!Object.hasOwn(value, key) && !['status', 'kind', 'apiVersion'].includes(key) && path[0] !== 'status') {
            const examples = this.#examples.get(`${structure.name ?? label}.${key}`) ?? [];
            for (const example of (examples.length > 0 ? examples : [this.#simplest(properties[key])]).slice(0, 3)) {
              yield [`${key} added: ${brief(example)}`, { ...value, [key]: example }];
            }
          }
        }
        for (const key of Object.keys(value)) {
          if (path.length > 0) {
            yield [`only ${key}`, { [key]: value[key] }];
          }
        }
      } else if (additionalProperties) {
        const example = Object.values(value)[0] ?? this.#simplest(additionalProperties);
        for (const key of KEYS) {
          yield [`key ${brief(key)}`, { ...value, [key]: example }];
        }
      }
    }
    if (items === undefined && Array.isArray(value)) {
      yield ['empty', []];
    }
  }

  #simplest(structure) {
    const { type, properties, enum: words, isQuantity } = this.#resolved(structure);
    const first = [type].flat()[0];
    if (isQuantity) {
      return '1';
    }
    return { string: words?.[0] ?? 'a', integer: 1, number: 1, boolean: true, array: [], object: properties ? {} : {} }[
      first
    ];
  }

  #resolved(structure) {
    if (structure?.anyOf) {
      return this.#resolved(structure.anyOf.find(({ type }) => type !== 'null'));
    }
    const name = structure?.$ref?.split('/').at(-1);
    if (name === undefined) {
      return structure ?? {};
    }
    return { ...this.definitions[name], name, isQuantity: name === 'Quantity' };
  }

  /** Returns the places of an object, from the outermost. */
  #places(object) {
    const places = [];
    const walk = (given, value, path, label) => {
      const structure = this.#resolved(given);
      places.push({ path, structure, value, label });
      if (Array.isArray(value)) {
        for (const [index, item] of value.entries()) {
          walk(structure.items, item, [...path, index], `${label}[]`);
        }
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, member] of Object.entries(value)) {
          const known = structure.properties?.[key];
          const owner = structure.name ?? label;
          walk(
            known ?? structure.additionalProperties,
            member,
            [...path, key],
            known ? `${owner}.${key}` : `${label}{}`,
          );
        }
      }
    };
    walk(this.structureOf(object), object, [], object.kind ?? '');
    return places;
  }
}

function show(value) {
  return [`= ${brief(value)}`, value];
}

function brief(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 30)}…${text.slice(-20)} (${text.length} characters)` : text;
}

function replaced(object, path, value) {
  if (path.length === 0) {
    return value;
  }
  const copy = structuredClone(object);
  let parent = copy;
  for (const key of path.slice(0, -1)) {
    parent = parent[key];
  }
  const last = path.at(-1);
  if (value === REMOVED) {
    if (Array.isArray(parent)) {
      parent.splice(last, 1);
    } else {
      delete parent[last];
    }
  } else {
    parent[last] = value;
  }
  return copy;
}
