import { refusals } from './refusals';

function configMap(members: object): string[] {
  return refusals({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, ...members });
}

function secret(members: object): string[] {
  return refusals({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, ...members });
}

describe('a ConfigMap', () => {
  test.each<[string, object, string[]]>([
    [
      'with an empty key',
      { data: { '': 'a' } },
      ['data[""]: must have a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .'],
    ],
    [
      'with a slash in a key',
      { data: { 'a/b': 'c' } },
      ['data["a/b"]: must have a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .'],
    ],
    [
      'with a key that begins with two dots',
      { data: { '..a': 'b' } },
      ['data["..a"]: must have a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .'],
    ],
    [
      'with a key of 254 characters',
      { data: { ['a'.repeat(254)]: 'b' } },
      [expect.stringMatching(/^data\.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/)],
    ],
    [
      'with one key in both members',
      { data: { a: 'b' }, binaryData: { a: 'YQ==' } },
      ['data.a: must not be a key of binaryData too'],
    ],
    ['with a value that is not base64', { binaryData: { a: 'b' } }, ['binaryData.a: must be base64']],
    ['with a number', { data: { a: 1 } }, ['data.a: must be a string, got a number (not shown)']],
    [
      'of more than 1 MiB',
      { data: { a: 'b'.repeat(1048577) } },
      ['data: must have at most 1048576 bytes of data, got 1048577'],
    ],
    [
      'of more than 1 MiB in two bytes per character',
      { data: { a: 'ü'.repeat(524289) } },
      ['data: must have at most 1048576 bytes of data, got 1048578'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(configMap(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    ['with a dot and an underscore in keys', { data: { '.a': 'b', A_b: '' } }],
    ['of 1 MiB', { data: { a: 'b'.repeat(1048576) } }],
    ['with line breaks in base64', { binaryData: { a: 'YQ=\n=' } }],
  ])('is accepted %s', (_, members) => {
    expect(configMap(members)).toEqual([]);
  });
});

describe('a Secret', () => {
  test.each<[string, object, string[]]>([
    ['with a value that is not base64', { data: { a: 'hunter2!' } }, ['data.a: must be base64']],
    ['with base64 without its end', { data: { a: 'YQ' } }, ['data.a: must be base64']],
    [
      'with a space in a key',
      { stringData: { 'a b': 'c' } },
      ['stringData["a…"]: must have a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .'],
    ],
    [
      'of more than 1 MiB',
      { stringData: { a: 'b'.repeat(1048577) } },
      ['data: must have at most 1048576 bytes of data, got 1048577'],
    ],
    [
      'with a certificate, but no key',
      { type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'a' } },
      ['stringData["tls.key"]: is required, because the type is kubernetes.io/tls'],
    ],
    [
      'of a registry, without its file',
      { type: 'kubernetes.io/dockerconfigjson' },
      ['stringData[".dockerconfigjson"]: is required, because the type is kubernetes.io/dockerconfigjson'],
    ],
    [
      'of a registry, with a file that is not JSON',
      { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': 'a' } },
      ['stringData[".dockerconfigjson"]: must be a JSON object'],
    ],
    [
      'of a registry, with a list',
      { type: 'kubernetes.io/dockercfg', data: { '.dockercfg': 'W10=' } },
      ['stringData[".dockercfg"]: must be a JSON object'],
    ],
    [
      'of basic authentication, without a name',
      { type: 'kubernetes.io/basic-auth' },
      ['stringData: must have username or password, because the type is kubernetes.io/basic-auth'],
    ],
    [
      'of SSH, with an empty key',
      { type: 'kubernetes.io/ssh-auth', stringData: { 'ssh-privatekey': '' } },
      ['stringData.ssh-privatekey: must not be empty'],
    ],
    [
      'of a token, without an account',
      { type: 'kubernetes.io/service-account-token' },
      ['metadata.annotations["kubernetes.io/service-account.name"]: is required'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(secret(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with base64', { data: { a: 'YQ==', b: null } }],
    ['of another type', { type: 'example.com/a b' }],
    [
      'with a certificate and a key',
      { type: 'kubernetes.io/tls', data: { 'tls.crt': '' }, stringData: { 'tls.key': '' } },
    ],
    ['of a registry', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'e30=' } }],
    ['of basic authentication, with an empty name', { type: 'kubernetes.io/basic-auth', stringData: { username: '' } }],
    [
      'with a large value that is replaced',
      { data: { a: Buffer.from('b'.repeat(1_048_577)).toString('base64') }, stringData: { a: '' } },
    ],
  ])('is accepted %s', (_, members) => {
    expect(secret(members)).toEqual([]);
  });
});

test('messages show no data, also from keys that have it', () => {
  const data = { a: 'hunter2!', 'password=hunter2': 'x', 'b: hunter2': 'eA==' };
  const refused = [...secret({ data, stringData: { 'c hunter2': 'd' } }), ...configMap({ data, binaryData: data })];
  expect(refused.length).toBeGreaterThan(8);
  expect(refused.join('\n')).not.toContain('hunter2');
});
