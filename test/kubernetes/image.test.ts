import { type Image, imageReference, isImageReference, splitRepository } from '../../lib/kubernetes/image';

const DEFAULTS = { repository: 'ghcr.io/openchoreo/openchoreo-ui', tag: 'v0.11.0' };
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test('the reference contains every part except the pull policy', () => {
  const image: Required<Image> = {
    registry: 'mirror.example.com',
    repository: 'registry.example.com/team/ui',
    tag: '1.2.3',
    digest: DIGEST,
    pullPolicy: 'Never',
  };
  expect(imageReference(image, DEFAULTS)).toBe(`mirror.example.com/team/ui:1.2.3@${DIGEST}`);
});

test('defaults replace missing parts', () => {
  expect(imageReference({}, DEFAULTS)).toBe('ghcr.io/openchoreo/openchoreo-ui:v0.11.0');
});

test.each<[string, Image, string]>([
  ['a tag', { tag: 'v9' }, 'ghcr.io/openchoreo/openchoreo-ui:v9'],
  ['an empty tag', { tag: '' }, 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0'],
  ['a repository', { repository: 'mirror/ui' }, 'mirror/ui:v0.11.0'],
  ['a digest', { digest: DIGEST }, `ghcr.io/openchoreo/openchoreo-ui@${DIGEST}`],
  ['a digest and an empty tag', { tag: '', digest: DIGEST }, `ghcr.io/openchoreo/openchoreo-ui@${DIGEST}`],
  ['a digest and a tag', { tag: 'v9', digest: DIGEST }, `ghcr.io/openchoreo/openchoreo-ui:v9@${DIGEST}`],
  ['an empty digest', { digest: '' }, 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0'],
  ['an empty registry', { registry: '' }, 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0'],
])('with only %s, the other parts are defaults', (_, image, reference) => {
  expect(imageReference(image, DEFAULTS)).toBe(reference);
});

test.each([
  ['openchoreo/ui', 'mirror.example.com:5000/openchoreo/ui:v0.11.0'],
  ['ui', 'mirror.example.com:5000/ui:v0.11.0'],
  ['ghcr.io/openchoreo/ui', 'mirror.example.com:5000/openchoreo/ui:v0.11.0'],
  ['registry:5000/ui', 'mirror.example.com:5000/ui:v0.11.0'],
  ['localhost/ui', 'mirror.example.com:5000/ui:v0.11.0'],
])('a registry replaces only the registry of %s', (repository, reference) => {
  expect(imageReference({ registry: 'mirror.example.com:5000', repository }, DEFAULTS)).toBe(reference);
});

test('a registry may have a path prefix', () => {
  expect(imageReference({ registry: 'mirror.example.com/ghcr' }, DEFAULTS)).toBe(
    'mirror.example.com/ghcr/openchoreo/openchoreo-ui:v0.11.0',
  );
});

test('a repository begins with a registry if its first part could be a host', () => {
  const expected: Record<string, [host: string, rest: string]> = {
    node: ['', 'node'],
    'library/node': ['', 'library/node'],
    'docker.io/library/node': ['docker.io', 'library/node'],
    'registry:5000/node': ['registry:5000', 'node'],
    'localhost/node': ['localhost', 'node'],
    'local/host/node': ['', 'local/host/node'],
    'node.js': ['', 'node.js'],
    'ghcr.io/a/b/c': ['ghcr.io', 'a/b/c'],
    '': ['', ''],
  };
  const split = Object.keys(expected).map((repository) => {
    const { host, rest } = splitRepository(repository);
    return [repository, [host, rest]];
  });
  expect(Object.fromEntries(split)).toEqual(expected);
});

describe('container runtimes', () => {
  const refused: readonly string[] = [
    '',
    ' ',
    'a b',
    ' app',
    'app ',
    'App',
    'ghcr.io/Team/app',
    'app:',
    'app:-tag',
    `app:${'t'.repeat(129)}`,
    'app@sha256:abc',
    `app@sha256:${'A'.repeat(64)}`,
    `app@md5:${'a'.repeat(32)}`,
    'a//b',
    '/app',
    'app/',
    '-app',
    'app_',
    'a..b/c',
    'https://ghcr.io/team/app',
    'ghcr.io:port/app',
    'a'.repeat(64),
    `ghcr.io/${'a'.repeat(256)}`,
    'app:1:2',
    'user@host/app',
  ];
  const accepted: readonly string[] = [
    'app',
    'app:1.0',
    'app:V1_0-rc.1',
    `app:${'t'.repeat(128)}`,
    'team/app',
    'ghcr.io/team/app:latest',
    'localhost/app',
    'localhost:5000/app',
    'Registry.example.com:443/app',
    '[::1]:5000/app',
    '10.0.0.1/app',
    DIGEST.replace('sha256', 'app@sha256'),
    `ghcr.io/team/app:1.0@${DIGEST}`,
    'a.b__c-d--e/f',
    'a'.repeat(63),
    `ghcr.io/${'a'.repeat(255)}`,
  ];

  test.each(refused)('cannot parse the reference "%s"', (reference) => {
    expect(isImageReference(reference)).toBe(false);
  });

  test.each(accepted)('can parse the reference "%s"', (reference) => {
    expect(isImageReference(reference)).toBe(true);
  });
});
