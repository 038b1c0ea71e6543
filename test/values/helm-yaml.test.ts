import { isTextWithoutQuotes, readWithoutQuotes } from '../../lib/values/helm-yaml';

test.each(['portal', 'a-1', '/data', 'http://api:8080/api/v1', '1.2.3'])(
  'reads %j without quotes as the same text',
  (text) => {
    expect(isTextWithoutQuotes(text)).toBe(true);
    expect(readWithoutQuotes(text)).toBe(text);
  },
);

test.each<[string, unknown]>([
  ['0123', 83],
  ['1e3', 1000],
  ['yes', true],
  ['null', null],
  ['a #b', 'a'],
])('reads %j without quotes as %j', (text, value) => {
  expect(isTextWithoutQuotes(text)).toBe(false);
  expect(readWithoutQuotes(text)).toBe(value);
});

test.each(['a: b: c', '"a', 'http://x\nfoo: bar', '&a'])('finds that %j is not one text,', (text) => {
  expect(isTextWithoutQuotes(text)).toBe(false);
});

test('leaves a text that would add a field as it is', () => {
  expect(readWithoutQuotes('http://x\nfoo: bar')).toBe('http://x\nfoo: bar');
});
