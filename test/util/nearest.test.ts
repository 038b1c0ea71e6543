import { nearest } from '../../lib/util/nearest';

describe('nearest', () => {
  test.each([
    ['a wrong letter', 'replicaz', 'replicas'],
    ['a missing letter', 'replcas', 'replicas'],
    ['an additional letter', 'repliicas', 'replicas'],
    ['two letters swapped', 'erplicas', 'replicas'],
    ['two wrong letters of six', 'repxyc', 'replic'],
    ['different case', 'REPLICAS', 'replicas'],
  ])('finds a word in spite of %s', (_what, word, meant) => {
    expect(nearest(word, ['resources', meant, 'service'])).toBe(meant);
  });

  test('finds nothing if no word is similar', () => {
    expect(nearest('replicas', ['image', 'service'])).toBeUndefined();
  });

  test('finds nothing in an empty list', () => {
    expect(nearest('replicas', [])).toBeUndefined();
  });

  test('prefers the more similar word to the earlier one', () => {
    expect(nearest('enabledd', ['enablee', 'enabled'])).toBe('enabled');
  });

  test('prefers the earlier of two equally similar words', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  test('counts two swapped letters as one edit', () => {
    expect(nearest('tga', ['tag'])).toBe('tag');
  });

  test('allows one edit in a word of up to five letters', () => {
    expect([nearest('ports', ['port']), nearest('ports', ['por'])]).toEqual(['port', undefined]);
  });

  test('allows edits of a third of the letters in a longer word', () => {
    expect([nearest('abcdefxyz', ['abcdef']), nearest('abcdewxyz', ['abcdef'])]).toEqual(['abcdef', undefined]);
  });

  test('prefers an exact match', () => {
    expect(nearest('port', ['ports', 'port'])).toBe('port');
  });
});
