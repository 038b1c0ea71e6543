import { sourceText } from '../../lib/util/finding';
import { ValuesError } from '../../lib/values/finding';
import { readValues } from '../../lib/values/load';
import { processorTime } from '../processor-time';

function read(source: string | Uint8Array): unknown {
  return readValues(typeof source === 'string' ? Buffer.from(source) : source, 'values.yaml');
}

/** Reads a single value of a file. */
function value(source: string): unknown {
  return Reflect.get(Object(read(`a: ${source}\n`)), 'a');
}

/** Returns the error with which a file is refused. */
function refusal(source: string | Uint8Array): ValuesError {
  try {
    read(source);
  } catch (error) {
    if (error instanceof ValuesError) {
      return error;
    }
    throw error;
  }
  throw new Error('must be refused, got values');
}

/** Returns position, message and fix of the only finding about a refused file. */
function fault(source: string | Uint8Array): [string, string, string] {
  const { findings } = refusal(source);
  const [finding] = findings;
  if (!finding || findings.length > 1) {
    throw new Error(`must be one finding, got ${findings.length}`);
  }
  return [finding.source ? sourceText(finding.source) : '', finding.message, finding.fix];
}

describe('plain scalars are read as Helm reads them', () => {
  test.each(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'y', 'Y', 'on', 'On', 'ON'])('%s is true', (source) => {
    expect(value(source)).toBe(true);
  });

  test.each(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'n', 'N', 'off', 'Off', 'OFF'])('%s is false', (source) => {
    expect(value(source)).toBe(false);
  });

  test.each(['null', 'Null', 'NULL', '~', ''])('"%s" is null', (source) => {
    expect(value(source)).toBeNull();
  });

  test.each<[string, number]>([
    ['0x1F', 31],
    ['0X1F', 31],
    ['-0x1F', -31],
    ['017', 15],
    ['0o17', 15],
    ['0b101', 5],
    ['08', 8],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1.5e-3', 0.0015],
    ['1_000', 1000],
    ['+5', 5],
    ['-5', -5],
    ['.5', 0.5],
    ['5.', 5],
    ['1.0', 1],
    ['0', 0],
    ['7007', 7007],
  ])('%s is the number %d', (source, number) => {
    expect(value(source)).toBe(number);
  });

  test.each([
    '1:30',
    '1:30:00',
    '1:30.5',
    '2026-11-22',
    '2026-11-22T10:00:00Z',
    '0o8',
    '0x',
    '1e',
    'v0.11.0',
    '1.2.3',
    '10m',
    '2Gi',
    '50%',
    ':8443',
    'yEs',
    'yess',
    '=',
    '<<',
    'nil',
    'undefined',
  ])('%s stays a string', (source) => {
    expect(value(source)).toBe(source);
  });

  test('keys become strings after they are read as values', () => {
    expect(read('yes: 1\n017: 2\n1.5: 3\nnull: 4\n2026-11-22: 5\n')).toEqual({
      true: 1,
      '15': 2,
      '1.5': 3,
      null: 4,
      '2026-11-22': 5,
    });
  });
});

describe('quoted scalars', () => {
  test.each(['yes', 'off', 'null', '~', '0x1F', '017', '1e3', '1', '2026-11-22', '', ' a '])(
    'stay strings in both kinds of quotes: "%s"',
    (text) => {
      expect([value(`"${text}"`), value(`'${text}'`)]).toEqual([text, text]);
    },
  );

  test('stay strings after the tag !!str', () => {
    expect(value('!!str 5')).toBe('5');
  });

  test('have escape sequences only in double quotes', () => {
    expect([value('"a\\nb\\u00e9"'), value("'a\\nb'")]).toEqual(['a\nbé', 'a\\nb']);
  });
});

test('blocks keep or fold their lines', () => {
  expect(read('a: |\n  x\n  y\nb: >-\n  x\n  y\n')).toEqual({ a: 'x\ny\n', b: 'x y' });
});

describe('anchors', () => {
  test('are replaced wherever they are used', () => {
    expect(read('a: &x {k: [1]}\nb: *x\n')).toEqual({ a: { k: [1] }, b: { k: [1] } });
  });

  test('are merged by merge keys, and other keys of the map win', () => {
    expect(read('a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n')).toEqual({ a: { k: 1, l: 2 }, b: { k: 1, l: 3 } });
  });

  test('are merged in lists, and the first one wins', () => {
    expect(read('a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc:\n  <<: [*x, *y]\n')).toMatchObject({ c: { k: 1, l: 2 } });
  });
});

describe('JSON', () => {
  test('is read like YAML', () => {
    expect(read('{"a": {"b": [1, true, null, "x"]}, "c": "yes", "d": "\\u0041\\/"}')).toEqual({
      a: { b: [1, true, null, 'x'] },
      c: 'yes',
      d: 'A/',
    });
  });

  test('may be indented with tabs', () => {
    expect(read('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n')).toEqual({ a: { b: 1 } });
  });
});

describe('bytes around the YAML', () => {
  test('may begin with a byte order mark', () => {
    expect(read('\uFEFFa: 1\n')).toEqual({ a: 1 });
  });

  test('may mark the beginning and end of a document', () => {
    expect(read('---\na: 1\n...\n')).toEqual({ a: 1 });
  });

  test('may end lines with CR LF', () => {
    expect(read('a: 1\r\nb:\r\n  c: x\r\n')).toEqual({ a: 1, b: { c: 'x' } });
  });
});

test('the key __proto__ is an ordinary key', () => {
  const values = Object(read('__proto__: {polluted: true}\n'));
  expect([Object.keys(values), Object.getPrototypeOf(values), Reflect.get({}, 'polluted')]).toEqual([
    ['__proto__'],
    Object.prototype,
    undefined,
  ]);
});

describe('a merge key', () => {
  test.each<[string, unknown]>([
    ['a: {<<: {b: 1}, b: 2}\n', { a: { b: 2 } }],
    ['a: {c: 1, <<: {b: 1}, b: 2}\n', { a: { b: 2, c: 1 } }],
    ['a: {b: 3, <<: {b: 1}, b: 2}\n', { a: { b: 2 } }],
    ['<<: {c: 1}\n<<: {d: 2}\n', { c: 1, d: 2 }],
    ['a: "<<"\nb: {<<: [{c: 1}, {c: 2}]}\n', { a: '<<', b: { c: 1 } }],
  ])('may have keys that override it below: %j', (text, values) => {
    expect(read(text)).toEqual(values);
  });

  test.each([
    ['a: &a {b: {x: 1}}\nc:\n  b: {y: 1}\n  <<: *a\n', '3:3'],
    ['a: 1\nb:\n  - c: 1\n    <<: [{d: 1}, {<<: {c: 2}}]\n', '3:5'],
    ['<<: {c: 1}\n<<: {c: 2}\n', '1:1'],
  ])('must not have them above, because Helm ignores them: %j', (text, place) => {
    expect(fault(text)).toEqual([
      `values.yaml:${place}`,
      'is a key that << below it contains, too; Helm takes the value of <<',
      'write << above the keys that override it',
    ]);
  });
});

describe('lines in brackets and quotes may have less indentation, as in Helm', () => {
  test.each<[string, unknown]>([
    ['a:\n  b: {\n    c: 1\n  }\n', { a: { b: { c: 1 } } }],
    ['a: {\n}\nb: [\n1,\n2\n]\n', { a: {}, b: [1, 2] }],
    ['l:\n- {\na: 1\n}\n', { l: [{ a: 1 }] }],
    ['a: {\r\n\tb: "x\r\ny"\r\n}\r\n', { a: { b: 'x y' } }],
    ['a:\n  b: "x\n\n  y"\n  c: 1\n', { a: { b: 'x\ny', c: 1 } }],
    ['a: {b: x\ny z,\n# c\nc: 1}\na: {\n}\n', { a: {} }],
  ])('%j', (text, values) => {
    expect(read(text)).toEqual(values);
  });

  test.each([
    ['a: {\n}\nb: x: y\n', '3:5'],
    ['a: {\n}\nb: "x\nc: "y"\n', '3:4'],
    ['a: {\n}\nb: {\nc: *x,\n}\n', '4:4'],
    ['a: {\nb: {{ .c }}\n}\n', '2:4'],
    ['a: "x\n--- y"\n', '1:4'],
  ])('and the place of a fault in %j is %s', (text, place) => {
    expect(fault(text)[0]).toBe(`values.yaml:${place}`);
  });

  test('without parsing an attack for long', () => {
    const attack = `a: [\n${'1,\n'.repeat(100_000)}`;
    const time = processorTime(() => expect(fault(attack)[0]).toBe('values.yaml:1:4'));
    expect(time).toBeLessThan(10_000);
  });
});

describe('a file is refused with file, line and column', () => {
  test.each<[string, string, string, string, string]>([
    [
      'a tab as indentation',
      'a:\n\tb: 1\n',
      '2:1',
      'tab characters must not be used in indentation',
      'indent with spaces',
    ],
    ['a list', '- a\n', '1:1', 'must be a map, got a list', 'begin the file with a key such as backstage'],
    [
      'a string',
      'hello\n',
      '1:1',
      'must be a map, got a string (not shown)',
      'begin the file with a key such as backstage',
    ],
    [
      'a number',
      '5\n',
      '1:1',
      'must be a map, got a number (not shown)',
      'begin the file with a key such as backstage',
    ],
    [
      'two documents',
      'a: 1\n---\nb: 2\n',
      '2:1',
      'begins a second document, but Helm reads only the first one of a values file',
      'remove this line and all that follow, or move them to a separate values file',
    ],
    [
      'a second document after a marker at the start',
      '# values\n---\na: 1\n--- # more\nb: 2\n',
      '4:1',
      'begins a second document, but Helm reads only the first one of a values file',
      'remove this line and all that follow, or move them to a separate values file',
    ],
    [
      'a missing comma in a list',
      'a: [1, 2\n  b: 3]\n',
      '2:4',
      'missed comma between flow collection entries',
      'close the bracket',
    ],
    [
      'a wrong indentation',
      'a: 1\n  b: 2\n',
      '2:4',
      'bad indentation of a mapping entry',
      'indent it like the lines around it, or put the value in quotes',
    ],
    ['an unknown escape', 'a: "\\q"\n', '1:6', 'unknown escape sequence', 'correct the YAML at this position'],
    [
      'a template of Helm',
      'a: {{ .Values.x }}\n',
      '1:4',
      'has a map or a list as a key',
      'put it in quotes; values files cannot contain templates such as {{ }}',
    ],
    [
      'a template in a list',
      'a: 1\nb:\n  - c: x\n  - {{ .Values.x }}\n',
      '4:5',
      'has a map or a list as a key',
      'put it in quotes; values files cannot contain templates such as {{ }}',
    ],
    [
      'an alias of a map as a key',
      'a: &a {b: c}\nd:\n  *a : x\n',
      '3:3',
      'has a map or a list as a key',
      'put it in quotes; values files cannot contain templates such as {{ }}',
    ],
    ['a tag that does not fit', 'a: !!int x\n', '1:4', 'has a tag that does not fit its value', 'remove the tag'],
  ])('if it has %s', (_what, source, place, message, fix) => {
    expect(fault(source)).toEqual([`values.yaml:${place}`, message, fix]);
  });

  test.each([
    ['double quotes', 'a: "b\nc: 1\n', '1:4'],
    ['single quotes', "a: 'b\nc: 1\n", '1:4'],
    ['a bracket', 'a: [b\nc: 1\n', '1:4'],
    ['a brace', 'a: {b: 1\nc: 1\n', '1:4'],
    ['quotes after others', `x: it's [1]\n# "\na: {b: "'", c: d}\ne: "b # '[\r\nc: 1\n`, '4:4'],
    ['quotes in a bracket', "a: ['b\nc: 1\n", '1:4'],
  ])('if %s are not closed', (_what, source, place) => {
    expect(fault(source)).toEqual([
      `values.yaml:${place}`,
      expect.stringMatching(/^opens (?:quotes|a bracket), but line \d is not indented enough to continue the value$/),
      expect.stringMatching(/^close the (?:quotes|bracket) above line \d, or indent that line$/),
    ]);
  });

  test.each([
    ['quotes', 'b: 1\na: "b', '2:4', 'close the quotes'],
    ['a bracket', 'a: {b: [1,\n  2]', '1:4', 'close the bracket'],
  ])('if %s are open at the end', (_what, source, place, fix) => {
    expect(fault(source)).toEqual([`values.yaml:${place}`, expect.stringMatching(/^opens .* without an end$/), fix]);
  });

  test.each([
    ['an unknown anchor', 'a: 1\nb: *nope\n', '2:4', /^unidentified alias/, 'define the anchor above its first use'],
    ['an unknown tag', 'a: 1\nb: !nope x\n', '2:4', /^unknown scalar tag/, 'remove the tag'],
    ['a tag of another language', 'a: !!python/object x\n', '1:4', /^unknown scalar tag/, 'remove the tag'],
    ['binary content', 'a: !!binary aGVsbG8=\n', '1:4', /^unknown scalar tag/, 'remove the tag'],
  ])('if it has %s', (_what, source, place, message, fix) => {
    expect(fault(source)).toEqual([`values.yaml:${place}`, expect.stringMatching(message), fix]);
  });

  test('even after a byte order mark', () => {
    expect(fault('\uFEFFa: 1\nb: !x 2\n')[0]).toBe('values.yaml:2:4');
  });

  test('by rule yaml, which cannot be switched off', () => {
    expect(refusal('- a\n').findings.map(({ rule, severity }) => [rule, severity])).toEqual([['yaml', 'error']]);
  });
});

describe('the fix is to indent with spaces only if there is a tab', () => {
  test.each([
    ['a scalar as merge key', 'a:\n  <<: 5\n'],
    ['another version of YAML', '%YAML 3.0\n---\na: 1\n'],
    ['a control character', 'a: \u0007\n'],
  ])('but not for %s', (_what, source) => {
    expect(fault(source)[2]).toBe('correct the YAML at this position');
  });
});

describe('bytes that are not UTF-8', () => {
  const bytes = (...parts: (string | number)[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

  test('are refused at their line and column', () => {
    expect(fault(bytes('a: é\nb: x', 0xe9, '\n'))).toEqual([
      'values.yaml:2:5',
      'must be UTF-8, got an invalid byte',
      'save the file as UTF-8',
    ]);
  });

  test('are found in the first byte', () => {
    expect(fault(bytes(0xff, 'a: 1\n'))[0]).toBe('values.yaml:1:1');
  });

  test('are found at the end, if a character is cut off', () => {
    expect(fault(bytes('a: 1\nb: ', 0xc3))[0]).toBe('values.yaml:2:4');
  });

  test('are found after a replacement character in the file', () => {
    expect(fault(bytes('a: \uFFFD\nb: x', 0xe9, '\n'))[0]).toBe('values.yaml:2:5');
  });

  test('include UTF-16', () => {
    expect(fault(Buffer.from('\uFEFFa: 1\n', 'utf16le'))[0]).toBe('values.yaml:1:1');
  });
});

describe('aliases', () => {
  const TOO_MANY = [
    'values.yaml:1:1',
    'must have at most 100000 values after YAML expands its aliases, got more',
    'use fewer values or aliases',
  ];

  test('that multiply values are refused', () => {
    const lists = Array.from(
      { length: 9 },
      (_, index) => `l${index + 1}: &l${index + 1} [${`*l${index},`.repeat(9)}]\n`,
    );
    expect(fault(`l0: &l0 [x]\n${lists.join('')}`)).toEqual(TOO_MANY);
  });

  test.each([
    ['a map', 'a: &a\n  b: *a\n'],
    ['a list', 'a: &a [*a]\n'],
    ['the whole file', '&a\na: *a\n'],
  ])('inside their own anchor are refused: %s', (_what, source) => {
    expect(fault(source)).toEqual(TOO_MANY);
  });

  test('of a small list are accepted', () => {
    expect(read(`a: &a [x]\nb: [${'*a,'.repeat(1000)}]\n`)).toEqual({ a: ['x'], b: Array(1000).fill(['x']) });
  });
});

test('very deep nesting is refused', () => {
  expect(fault(`a: ${'['.repeat(10_000)}`)[1]).toBe('must have at most 100 maps and lists inside each other');
});

describe('a message', () => {
  test.each([
    ['an unquoted password that looks like an alias', 'backendSecret: *hunter2\n'],
    ['an unquoted password that looks like a tag', 'backendSecret: !hunter2\n'],
    ['an unquoted password that looks like a tag of a handle', 'backendSecret: !hunter2!x y\n'],
    ['an unquoted password that looks like a tag with odd characters', 'backendSecret: !hunter2^ y\n'],
    ['a password that looks like a directive', '%hunter2 x\n---\na: 1\n%TAG !hunter2! a\n'],
    ['a password in quotes that are not closed', 'password: "hunter2\n'],
    ['a password with a colon', 'password: hunter2: x\n'],
    ['a password that begins with a reserved character', 'password: @hunter2\n'],
    ['a password alone', 'hunter2\n'],
    ['a password in brackets', '[hunter2\n'],
  ])('does not show %s', (_what, source) => {
    expect(refusal(source).message).not.toContain('hunter2');
  });

  test('has two lines and no stack', () => {
    expect(refusal('a: 1\nb: !x 2\n').message).toBe(
      'error [yaml] values.yaml:2:4: unknown scalar tag\n  fix: remove the tag',
    );
  });
});

test.each(['null\n', '', ' \n\n', '# none\n', '---\n', '---\n# none\n...\n', '\uFEFF', '---\n---\n'])(
  'the file %j has no values',
  (text) => {
    expect(read(text)).toEqual({});
  },
);

test('the last one of equal keys counts, with all its members', () => {
  expect(read('a: {b: 1}\nc: 1\na: {d: 1}\nc: 2\n')).toEqual({ a: { d: 1 }, c: 2 });
});

test.each([
  ['a marker at the end', 'a: 1\n---\n'],
  ['a comment after a marker at the end', '---\na: 1\n---\n# none\n'],
  ['markers at the start and at the end', '---\na: 1\n...\n'],
])('reads a file with %s', (_what, source) => {
  expect(read(source)).toEqual({ a: 1 });
});
