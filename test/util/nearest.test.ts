import { nearest } from '../../lib/util/nearest';

describe('nearest', () => {
  test.each([
    ['a wrong letter', 'replicaz', 'replicas'],
    ['a missing letter', 'replcas', 'replicas'],
    ['a letter too many', 'repliicas', 'replicas'],
    ['two letters swapped', 'erplicas', 'replicas'],
    ['two wrong letters of six', 'repxyc', 'replic'],
    ['other case', 'REPLICAS', 'replicas'],
  ])('finds the word behind %s', (_what, word, meant) => {
    expect(nearest(word, ['resources', meant, 'service'])).toBe(meant);
  });

  test('finds nothing if every word is far', () => {
    expect(nearest('replicas', ['image', 'service'])).toBeUndefined();
  });

  test('finds nothing among no words', () => {
    expect(nearest('replicas', [])).toBeUndefined();
  });

  test('prefers the nearer word to the earlier one', () => {
    expect(nearest('enabledd', ['enablee', 'enabled'])).toBe('enabled');
  });

  test('prefers the earlier of two words that are as near', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  test('counts two swapped letters as one step', () => {
    expect(nearest('tga', ['tag'])).toBe('tag');
  });

  test('allows one step in a word of up to five letters', () => {
    expect([nearest('ports', ['port']), nearest('ports', ['por'])]).toEqual(['port', undefined]);
  });

  test('allows a third of the letters of a longer word', () => {
    expect([nearest('abcdefxyz', ['abcdef']), nearest('abcdewxyz', ['abcdef'])]).toEqual(['abcdef', undefined]);
  });

  test('finds an exact match first', () => {
    expect(nearest('port', ['ports', 'port'])).toBe('port');
  });
});
