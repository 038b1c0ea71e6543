import type { Values } from '../../../../lib';
import { a, type Backstage, on } from '../../object-findings-support';
import { error, errors, misjudged, shown } from './support';

type Image = NonNullable<Backstage['image']>;

/** Fixes by message. */
const FIXES: Readonly<Record<string, string>> = {
  'must be a registry and repository without a tag':
    'write it as ghcr.io/acme/portal; set tag and digest in the keys for them',
  'must be a registry without a protocol': 'write it as registry.example.com or registry.example.com:5000',
  'must be a tag: at most 128 letters, digits, _, - and .': 'write it as v1.2.3; set a digest in the key for it',
  'must be sha256: and 64 hexadecimal digits in lower case':
    'copy the whole digest from the registry, or leave it empty',
};

/** Returns the finding about a part of an image. */
const refused = (path: string, message: string, got: string | null, fix = FIXES[message] ?? '(no fix in the test)') =>
  error('image', path, `${message}, got ${shown(got)}`, fix);

describe.each<[string, (image: Image) => Values]>([
  ['backstage.image', (image) => on({ image })],
  ['backstage.auth.registration.image', (image) => on({ auth: { registration: { enabled: true, image } } })],
])('%s', (path, values) => {
  const misnamed = (key: string, message: string, got: string | null) => refused(`${path}.${key}`, message, got);

  test('may have a well-formed tag', () => {
    expect(misjudged(['1.4.2', 'v1', 'latest', 'A_b-c.d', a(128), '', null], (tag) => errors(values({ tag })))).toEqual(
      [],
    );
  });

  test('must not have a malformed tag', () => {
    expect(
      misjudged(
        ['a b', 'a:b', '-a', '.a', 'a"b', a(129), 'v1\n', 'v1+sha256'],
        (tag) => errors(values({ tag })),
        (tag) => [misnamed('tag', 'must be a tag: at most 128 letters, digits, _, - and .', tag)],
      ),
    ).toEqual([]);
  });

  test('must not have a malformed repository', () => {
    expect(
      misjudged(
        ['', null, 'Acme/ui', 'acme/ui latest', 'acme/ui:latest', 'acme/', '/ui', 'https://ghcr.io/ui', 'ui@sha256:0'],
        (repository) => errors(values({ repository })),
        (repository) => [misnamed('repository', 'must be a registry and repository without a tag', repository)],
      ),
    ).toEqual([]);
  });

  test('may have a well-formed repository', () => {
    expect(
      misjudged(
        ['ui', 'acme/idp/ui', 'ghcr.io/acme/ui', 'localhost/ui', 'registry.acme.io:5000/idp/ui', 'a.b_c-d/e__f'],
        (repository) => errors(values({ repository })),
      ),
    ).toEqual([]);
  });

  test('must not have a malformed registry', () => {
    expect(
      misjudged(
        ['https://mirror.acme.io', 'Mirror.acme.io', 'mirror.acme.io/', 'mirror acme', 'mirror.acme.io:', '-a', '/a'],
        (registry) => errors(values({ registry })),
        (registry) => [misnamed('registry', 'must be a registry without a protocol', registry)],
      ),
    ).toEqual([]);
  });

  test('may have a well-formed registry', () => {
    expect(
      misjudged(
        ['mirror.acme.io', 'localhost:5000', 'mirror.acme.io/ghcr', '10.0.0.5:5000', 'mirror', '', null],
        (registry) => errors(values({ registry })),
      ),
    ).toEqual([]);
  });

  test('must not have two registries', () => {
    expect(errors(values({ registry: 'mirror.acme.io', repository: 'quay.io/acme/ui' }))).toEqual([
      refused(
        `${path}.repository`,
        `must not contain another registry than ${path}.registry`,
        'quay.io/acme/ui',
        'remove the registry from one of the two',
      ),
    ]);
  });

  test.each<Image>([
    { registry: 'mirror.acme.io', repository: 'acme/ui' },
    { registry: 'mirror.acme.io', repository: 'mirror.acme.io/acme/ui' },
    { registry: 'mirror.acme.io:5000', repository: 'mirror.acme.io:5000/ui' },
    { registry: '', repository: 'quay.io/acme/ui' },
  ])('may have one registry: %j', (image) => {
    expect(errors(values(image))).toEqual([]);
  });

  test('must not have a malformed digest', () => {
    expect(
      misjudged(
        [
          'sha256',
          `sha256:${a(63)}`,
          `sha256:${a(65)}`,
          `sha256:${'A'.repeat(64)}`,
          `sha256:${'g'.repeat(64)}`,
          `sha512:${a(64)}`,
          `@sha256:${a(64)}`,
          a(64),
          `sha256:${a(64)}\n`,
        ],
        (digest) => errors(values({ digest })),
        (digest) => [misnamed('digest', 'must be sha256: and 64 hexadecimal digits in lower case', digest)],
      ),
    ).toEqual([]);
  });

  test('may have a well-formed digest', () => {
    expect(
      misjudged([`sha256:${a(64)}`, `sha256:${'0123456789abcdef'.repeat(4)}`, '', null], (digest) =>
        errors(values({ digest, tag: 'v1' })),
      ),
    ).toEqual([]);
  });
});

test.each<[string, Values]>([
  ['of the Job if it is not rendered', on({ auth: { registration: { enabled: false, image: { tag: 'a b' } } } })],
  [
    'if Backstage is disabled',
    on({
      enabled: false,
      image: { digest: 'x', registry: ' ' },
      auth: { registration: { enabled: true, image: { tag: ' ' } } },
    }),
  ],
])('ignores the image %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});
