import { shownManifest, shownValue, withoutCredentials } from '../../lib/backstage/hidden-values';
import { TEXT } from '../../lib/backstage/shown-places';

// The tests of differences check the places. These tests check texts, and objects as a whole.

test('keeps texts without credentials', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const texts = [
    'https://api.example.com/oauth2/token',
    'registry.example.com:5000/portal:1',
    `portal@${digest}`,
    'pg:5432',
    '[fd00::1]:5432',
    'openid profile',
    'Ready?',
  ];
  expect(texts.map(withoutCredentials)).toEqual(texts);
});

test.each([
  ['https://user:secret@api.example.com/v1', 'https://(hidden)@api.example.com/v1'],
  ['https://user:a/b@c@api.example.com', 'https://(hidden)@api.example.com'],
  ['secret@api.example.com', '(hidden)@api.example.com'],
  ['https://api.example.com/v1?debug', 'https://api.example.com/v1?(hidden)'],
  ['https://api.example.com/#secret', 'https://api.example.com/#(hidden)'],
  ['host=pg password=secret', '(hidden)'],
  [`u:p@r.example.com/a@sha256:${'0'.repeat(64)}`, `(hidden)@r.example.com/a@sha256:${'0'.repeat(64)}`],
  ['a\nsecret', '(hidden)'],
])('hides the credentials in %j', (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});

test('shows a map with its keys, except keys that are texts', () => {
  expect(shownValue({ a: 1, 'b: secret': 2 }, TEXT)).toEqual({ a: 1, '(hidden)': 2 });
});

test('returns an object with the same kind and name, and without hidden values', () => {
  const metadata = { name: 'a?b', annotations: { note: 'secret' } };
  expect(shownManifest({ apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ClusterIP' }, x: 1 })).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a?b', annotations: { note: '(hidden)' } },
    spec: { type: 'ClusterIP' },
    x: '(hidden)',
  });
});
