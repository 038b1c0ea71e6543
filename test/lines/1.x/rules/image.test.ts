import { disabled, found, on, rulesOn, type Values } from '../support';

test.each<[string, Values]>([
  ['backstage.image.tag', on({ image: { tag: 'a/b' } })],
  ['backstage.image.repository', on({ image: { repository: 'acme/ui:latest' } })],
  ['backstage.image.digest', on({ image: { digest: 'sha256' } })],
  ['global.imageRegistry', { global: { imageRegistry: 'https://registry.example.com' } }],
])('refuses %s if the image cannot be pulled, once', (path, values) => {
  expect(found(values).map((finding) => [finding.rule, finding.path])).toEqual([['image', path]]);
  expect(found(values, { allow: ['image'] })).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});

test.each<Values>([
  on({ image: { tag: 'v1.2.3', repository: 'ghcr.io/acme/ui' } }),
  { global: { imageRegistry: 'registry.example.com:5000/mirror' } },
  { global: { imageRegistry: '' } },
])('accepts %j', (values) => {
  expect(found(values)).toEqual([]);
});

test('refuses a slash at the end of global.imageRegistry, unless its defect is fixed', () => {
  const values = { global: { imageRegistry: 'registry.example.com/' } };
  expect(rulesOn(values)).toEqual(['image']);
  expect(rulesOn(values, { fidelity: ['registry-slash'] })).toEqual([]);
});
