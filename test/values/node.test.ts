import {
  enumeration,
  flag,
  integer,
  integerOrText,
  isSection,
  item,
  kubernetes,
  list,
  map,
  OF_ANOTHER_COMPONENT,
  others,
  section,
  text,
} from '../../lib/values/node';

describe('of single values,', () => {
  test('a text is a string or null', () => {
    expect(text('A text.')).toEqual({ type: ['string', 'null'], description: 'A text.' });
  });

  test('a default is kept, an empty one too', () => {
    expect([text('A text.', { default: '' }), flag('A flag.', { default: false })]).toEqual([
      { type: ['string', 'null'], description: 'A text.', default: '' },
      { type: ['boolean', 'null'], description: 'A flag.', default: false },
    ]);
  });

  test('a secret is marked as one that is never shown', () => {
    expect(text('A secret.', { secret: true })).toEqual({
      type: ['string', 'null'],
      description: 'A secret.',
      writeOnly: true,
    });
  });

  test('a choice has its words, and null', () => {
    expect(enumeration(['a', 'b'], 'A word.', { default: 'a' })).toEqual({
      type: ['string', 'null'],
      description: 'A word.',
      enum: ['a', 'b', null],
      default: 'a',
    });
  });

  test('a choice may have true and false among its words', () => {
    expect(enumeration([true, false, 'require'], 'A word.')).toEqual({
      type: ['string', 'boolean', 'null'],
      description: 'A word.',
      enum: [true, false, 'require', null],
    });
  });

  test('a choice may have numbers for its words', () => {
    expect(enumeration([301, 302], 'A status.', { default: 301 })).toEqual({
      type: ['integer', 'null'],
      description: 'A status.',
      enum: [301, 302, null],
      default: 301,
    });
  });

  test('a value that is needed may not be null', () => {
    expect([
      text('A text.', { default: 'a', needed: true }),
      enumeration(['a'], 'A word.', { default: 'a', needed: true }),
    ]).toEqual([
      { type: 'string', description: 'A text.', default: 'a' },
      { type: ['string'], description: 'A word.', enum: ['a'], default: 'a' },
    ]);
  });

  test('a whole number may have a minimum', () => {
    expect([integer('A number.'), integer('A number.', { minimum: 1, default: 2 })]).toEqual([
      { type: ['integer', 'null'], description: 'A number.' },
      { type: ['integer', 'null'], description: 'A number.', minimum: 1, default: 2 },
    ]);
  });

  test('a number or a text may be either', () => {
    expect(integerOrText('Pods.', { default: 1 })).toEqual({
      type: ['integer', 'string', 'null'],
      description: 'Pods.',
      default: 1,
    });
  });
});

describe('of values with members,', () => {
  test('a list has one schema for its items', () => {
    const entry = text('An entry.');
    expect(list(entry, 'Entries.', { default: ['a'] })).toEqual({
      type: ['array', 'null'],
      description: 'Entries.',
      items: entry,
      default: ['a'],
    });
  });

  test('a map has one schema for the values of all its keys', () => {
    const value = text('A value.');
    expect(map(value, 'Values.')).toEqual({
      type: ['object', 'null'],
      description: 'Values.',
      default: {},
      additionalProperties: value,
    });
  });

  test('an item has known keys only, and names those it needs', () => {
    const host = text('Host.');
    expect(item({ host }, ['host'])).toEqual({
      type: 'object',
      properties: { host },
      required: ['host'],
      additionalProperties: false,
    });
  });
});

describe('a type of Kubernetes', () => {
  test('refers to a type of Kubernetes, or null', () => {
    expect(kubernetes('Affinity', 'Where pods run.', { default: {} })).toEqual({
      description: 'Where pods run.',
      anyOf: [{ $ref: '#/definitions/Affinity' }, { type: 'null' }],
      default: {},
    });
  });

  test('marks a secret as one that is never shown', () => {
    expect(kubernetes('EnvVar', 'A variable.', { secret: true })).toEqual({
      description: 'A variable.',
      anyOf: [{ $ref: '#/definitions/EnvVar' }, { type: 'null' }],
      writeOnly: true,
    });
  });
});

describe('a section', () => {
  const port = integer('Port.');

  test('has known keys only', () => {
    expect(section('A section.', { port })).toEqual({
      type: 'object',
      description: 'A section.',
      properties: { port },
      additionalProperties: false,
    });
  });

  test('takes null where it is nullable', () => {
    expect(section('A section.', { port }, { nullable: true }).type).toEqual(['object', 'null']);
  });

  test('takes unknown keys where it is open', () => {
    expect(section('A section.', { port }, { open: true }).additionalProperties).toBe(true);
  });
});

describe('a key of another component', () => {
  test('lets anything pass below a key that is true', () => {
    expect(others({ waitJob: true })).toEqual({ waitJob: { description: OF_ANOTHER_COMPONENT } });
  });

  test('lets only the named keys pass below a key with keys', () => {
    expect(others({ jwt: { audience: true } })).toEqual({
      jwt: {
        type: ['object', 'null'],
        description: OF_ANOTHER_COMPONENT,
        properties: { audience: { description: OF_ANOTHER_COMPONENT } },
        additionalProperties: false,
      },
    });
  });
});

describe('telling sections from other values', () => {
  test.each([
    ['a section', section('A section.', {}), true],
    ['an item of a list', item({ host: text('Host.') }), false],
    ['a map of own keys', map(text('A value.'), 'Values.'), false],
    ['a leaf', text('A text.'), false],
    ['a type of Kubernetes', kubernetes('Affinity', 'Where pods run.'), false],
  ])('is right about %s', (_what, node, expected) => {
    expect(isSection(node)).toBe(expected);
  });
});
