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

describe('a node of a single value', () => {
  test('accepts a string or null for text', () => {
    expect(text('A text.')).toEqual({ type: ['string', 'null'], description: 'A text.' });
  });

  test('keeps the default, even if it is empty', () => {
    expect([text('A text.', { default: '' }), flag('A flag.', { default: false })]).toEqual([
      { type: ['string', 'null'], description: 'A text.', default: '' },
      { type: ['boolean', 'null'], description: 'A flag.', default: false },
    ]);
  });

  test('marks a secret, which is never shown', () => {
    expect(text('A secret.', { secret: true })).toEqual({
      type: ['string', 'null'],
      description: 'A secret.',
      writeOnly: true,
    });
  });

  test('accepts the words of an enumeration, or null', () => {
    expect(enumeration(['a', 'b'], 'A word.', { default: 'a' })).toEqual({
      type: ['string', 'null'],
      description: 'A word.',
      enum: ['a', 'b', null],
      default: 'a',
    });
  });

  test('accepts true and false as words of an enumeration', () => {
    expect(enumeration([true, false, 'require'], 'A word.')).toEqual({
      type: ['string', 'boolean', 'null'],
      description: 'A word.',
      enum: [true, false, 'require', null],
    });
  });

  test('accepts numbers as words of an enumeration', () => {
    expect(enumeration([301, 302], 'A status.', { default: 301 })).toEqual({
      type: ['integer', 'null'],
      description: 'A status.',
      enum: [301, 302, null],
      default: 301,
    });
  });

  test('does not accept null if the value is required', () => {
    expect([
      text('A text.', { default: 'a', required: true }),
      enumeration(['a'], 'A word.', { default: 'a', required: true }),
    ]).toEqual([
      { type: 'string', description: 'A text.', default: 'a' },
      { type: ['string'], description: 'A word.', enum: ['a'], default: 'a' },
    ]);
  });

  test('can have a minimum for an integer', () => {
    expect([integer('A number.'), integer('A number.', { minimum: 1, default: 2 })]).toEqual([
      { type: ['integer', 'null'], description: 'A number.' },
      { type: ['integer', 'null'], description: 'A number.', minimum: 1, default: 2 },
    ]);
  });

  test('accepts an integer or a string for integerOrText', () => {
    expect(integerOrText('Pods.', { default: 1 })).toEqual({
      type: ['integer', 'string', 'null'],
      description: 'Pods.',
      default: 1,
    });
  });
});

describe('a node of a value with members', () => {
  test('has one schema for the entries of a list', () => {
    const entry = text('An entry.');
    expect(list(entry, 'Entries.', { default: ['a'] })).toEqual({
      type: ['array', 'null'],
      description: 'Entries.',
      items: entry,
      default: ['a'],
    });
  });

  test('has one schema for all values of a map', () => {
    const value = text('A value.');
    expect(map(value, 'Values.')).toEqual({
      type: ['object', 'null'],
      description: 'Values.',
      default: {},
      additionalProperties: value,
    });
  });

  test('has only known keys for an item, and lists the required keys', () => {
    const host = text('Host.');
    expect(item({ host }, ['host'])).toEqual({
      type: 'object',
      properties: { host },
      required: ['host'],
      additionalProperties: false,
    });
  });
});

describe('a node of a Kubernetes type', () => {
  test('refers to the definition, or accepts null', () => {
    expect(kubernetes('Affinity', 'Nodes of the pods.', { default: {} })).toEqual({
      description: 'Nodes of the pods.',
      anyOf: [{ $ref: '#/definitions/Affinity' }, { type: 'null' }],
      default: {},
    });
  });

  test('marks a secret, which is never shown', () => {
    expect(kubernetes('EnvVar', 'A variable.', { secret: true })).toEqual({
      description: 'A variable.',
      anyOf: [{ $ref: '#/definitions/EnvVar' }, { type: 'null' }],
      writeOnly: true,
    });
  });
});

describe('a section', () => {
  const port = integer('Port.');

  test('has only known keys', () => {
    expect(section('A section.', { port })).toEqual({
      type: 'object',
      description: 'A section.',
      properties: { port },
      additionalProperties: false,
    });
  });

  test('accepts null if it is nullable', () => {
    expect(section('A section.', { port }, { nullable: true }).type).toEqual(['object', 'null']);
  });

  test('accepts unknown keys if it is open', () => {
    expect(section('A section.', { port }, { open: true }).additionalProperties).toBe(true);
  });
});

describe('a key of another component', () => {
  test('accepts any value if the key is true', () => {
    expect(others({ waitJob: true })).toEqual({ waitJob: { description: OF_ANOTHER_COMPONENT } });
  });

  test('accepts only the listed keys if the key has keys', () => {
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

describe('isSection', () => {
  test.each([
    ['a section', section('A section.', {}), true],
    ['an item of a list', item({ host: text('Host.') }), false],
    ['a map with user-defined keys', map(text('A value.'), 'Values.'), false],
    ['a leaf', text('A text.'), false],
    ['a type of Kubernetes', kubernetes('Affinity', 'Nodes of the pods.'), false],
  ])('distinguishes sections from other nodes: %s', (_what, node, expected) => {
    expect(isSection(node)).toBe(expected);
  });
});
