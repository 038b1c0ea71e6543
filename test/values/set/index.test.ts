import fc from 'fast-check';
import { readValues } from '../../../lib/values/load';
import { mergeValues } from '../../../lib/values/merge';
import { SetError, setValues } from '../../../lib/values/set';
import { runs } from '../../random';

const typed = (text: string, values = {}) => setValues(values, text, '--set');

test.each([
  ['a=1', { a: 1 }],
  ['a=-1,b=+1,c=0', { a: -1, b: 1, c: 0 }],
  ['a.b.c=x', { a: { b: { c: 'x' } } }],
  ['a.b=1,a.c=2', { a: { b: 1, c: 2 } }],
  ['a=true,b=FALSE,c=Null', { a: true, b: false, c: null }],
  ['a=1.5,b=007,c=0x1F,d=1e3,e=yes', { a: '1.5', b: '007', c: '0x1F', d: '1e3', e: 'yes' }],
  ['a=12345678901234567890', { a: '12345678901234567890' }],
  ['a=', { a: '' }],
  ['a={x,1,null}', { a: ['x', 1, null] }],
  ['a={}', { a: [''] }],
  ['a[1]=x', { a: [null, 'x'] }],
  ['a[0].b=1,a[0].c=2', { a: [{ b: 1, c: 2 }] }],
  ['a[0][1]=x', { a: [[null, 'x']] }],
  ['a\\.b=1', { 'a.b': 1 }],
  ['nodeSelector.kubernetes\\.io/os=linux', { nodeSelector: { 'kubernetes.io/os': 'linux' } }],
  ['a=b\\,c', { a: 'b,c' }],
  ['a=b=c', { a: 'b=c' }],
  ['a={b\\,c}', { a: ['b,c'] }],
  ['a=1,', { a: 1 }],
  ['=1', {}],
])('%s is read as Helm reads it', (text, expected) => {
  expect(typed(text)).toEqual(expected);
});

test('in string mode every value is a string', () => {
  expect(setValues({}, 'a=1,b=true,c=null,d={1,2}', '--set-string')).toEqual({
    a: '1',
    b: 'true',
    c: 'null',
    d: ['1', '2'],
  });
});

test('an assignment changes only its path, and does not change the input', () => {
  const values = { a: { b: 1, c: [{ d: 1 }, { d: 2 }] } };
  expect(typed('a.c[1].d=x', values)).toEqual({ a: { b: 1, c: [{ d: 1 }, { d: 'x' }] } });
  expect(values).toEqual({ a: { b: 1, c: [{ d: 1 }, { d: 2 }] } });
});

test.each([
  ['a', '--set a: has no value; write a=VALUE'],
  ['a.b:hunter2', '--set a.b: has no value; write a.b=VALUE'],
  ['a=1,b', '--set a: has a comma in its value; write \\, for a comma, or KEY=VALUE after it'],
  ['a..b=1', '--set a.: has no value; write a.=VALUE'],
  ['a[x]=1', '--set a: must have an index from 0 to 65536 in its brackets, got another text; write it as [0]'],
  ['a[-1]=1', '--set a: must have an index from 0 to 65536 in its brackets, got another text; write it as [0]'],
  ['a[70000]=1', '--set a: must have an index from 0 to 65536 in its brackets, got another text; write it as [0]'],
  ['a={1', '--set: a list must end with }; write it as KEY={A,B}'],
  ['a=1,a.b=2', '--set a.b: a must be a map, got another value; set a as a whole'],
  ['a=1,a[0]=2', '--set a[0]: a must be a list, got another value; set a as a whole'],
])('%s is refused', (text, message) => {
  expect(() => typed(text)).toThrow(new SetError(message));
});

test('a key that is special in JavaScript is an ordinary key', () => {
  expect(Object.entries(typed('__proto__.a=1'))).toEqual([['__proto__', { a: 1 }]]);
  expect(({} as { a?: number }).a).toBeUndefined();
});

test('messages never show a value', () => {
  expect(() => typed('a=hunter2,a.b=hunter3')).toThrow(/^(?!.*hunter).*$/);
});

test.each(['a=hunter2,hunter3', 'a=hunter2.a,hunter3.b', 'a={hunter2}hunter3', 'a[hunter2]=1'])(
  'messages show no part of a value that looks like a key: %s',
  (text) => {
    expect(() => typed(text)).toThrow(/^(?!.*hunter).*$/);
  },
);

test('an assignment has the same result as a values file with that path', () => {
  const key = fc.string({ minLength: 1, maxLength: 6 });
  const scalar = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 8 }));
  const escaped = (text: string, special: RegExp) => text.replace(special, '\\$&');
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), scalar, (keys, value) => {
      const file = keys.reduceRight<unknown>((below, name) => ({ [name]: below }), value);
      const path = keys.map((name) => escaped(name, /[.[\]=,\\]/g)).join('.');
      // A brace at the beginning starts a list. Mode string reads a text as is.
      const text = typeof value === 'string' ? escaped(value, /[,\\]|^\{/g) : String(value);
      const mode = typeof value === 'string' ? '--set-string' : '--set';
      const base = { kept: { a: 1 } };
      const fromFile = mergeValues([base, readValues(Buffer.from(JSON.stringify(file)), 'values.json')]);
      expect(setValues(base, `${path}=${text}`, mode)).toEqual(fromFile);
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  'backstage.backendSecret:hun.ter2',
  'backstage.backendSecret hunter2',
  'backstage.backendSecret hun.ter2',
  'backstage.backendSecret: hun.ter2',
  'backstage.backendSecret:hun.ter2[x]=1',
])('shows no secret that follows a path without an equals sign: %s', (text) => {
  expect(() => setValues({}, text, '--set')).toThrow(/^--set backstage\.backendSecret: /);
  expect(() => setValues({}, text, '--set')).not.toThrow(/ter2/);
});

test('changes neither the given values nor values of an earlier call', () => {
  const given = { a: { b: [1] } };
  const first = setValues(given, 'a.b[0]=2,a.c=3', '--set');
  const second = setValues(first, 'a.b[1]=4', '--set');
  expect([given, first, second]).toEqual([{ a: { b: [1] } }, { a: { b: [2], c: 3 } }, { a: { b: [2, 4], c: 3 } }]);
});

test('refuses more entries than memory can hold', () => {
  const text = Array.from({ length: 10 }, (_, index) => `a[${index}][60000]=1`).join(',');
  expect(() => setValues({}, text, '--set')).toThrow('must not add more than 100000 entries; use a values file');
});

test('accepts as many dots in a path as Helm', () => {
  expect(() => setValues({}, `a${'.a'.repeat(30)}=1`, '--set')).not.toThrow();
  expect(() => setValues({}, `a${'.a'.repeat(31)}=1`, '--set')).toThrow(
    'must have at most 31 parts; use a values file',
  );
});

test('messages name the option', () => {
  expect(() => setValues({}, 'a', '--set-string')).toThrow(new SetError('--set-string a: has no value; write a=VALUE'));
});

describe('--set-json', () => {
  test.each<[string, object]>([
    ['a={"b":[1,"x,y",null],"c":"\\"}"},d.e[1]=2.5', { a: { b: [1, 'x,y', null], c: '"}' }, d: { e: [null, 2.5] } }],
    ['a=,b=1', { a: null, b: 1 }],
    ['a= true ,b= "x"', { a: true, b: 'x' }],
    [' {"a":{"b":1}} ', { a: { b: 1, kept: 1 } }],
    ['{"a":null}', { a: null }],
    ['a=[]', { a: [] }],
  ])('%s is read as Helm reads it', (text, expected) => {
    const base = text.includes('{"a":{') ? { a: { kept: 1 } } : {};
    expect(setValues(base, text, '--set-json')).toEqual(expected);
  });

  test.each([
    'a=hunter2',
    'a={"b":hunter2}',
    '{"a":hunter2}',
    '{"a":1} hunter2',
    'a="hunter2',
    'a=1,hunter2',
    'a={b,hunter2}',
  ])('refuses %s without showing it', (text) => {
    const set = () => setValues({}, text, '--set-json');
    expect(set).toThrow(/^--set-json(?: a)?: must be JSON; put texts in double quotes/);
    expect(set).not.toThrow(/hunter/);
  });
});

test('--set-file reads the text of files as it is', () => {
  const readFile = (path: string) => `text of ${path}\n`;
  expect(setValues({}, 'a=one.txt,b={two,three},c=', '--set-file', { readFile })).toEqual({
    a: 'text of one.txt\n',
    b: ['text of two\n', 'text of three\n'],
    c: '',
  });
});

test('--set-literal keeps the rest of the text as it is', () => {
  expect(setValues({ a: { b: 1 } }, 'a.c[0]=x,y={1}\\=null', '--set-literal')).toEqual({
    a: { b: 1, c: ['x,y={1}\\=null'] },
  });
});
