import { refusals } from '../refusals';

function ingress(spec: object): string[] {
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'a' }, spec };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

function path(members: object): string[] {
  const backend = { service: { name: 'a', port: { number: 80 } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend, ...members }];
  return ingress({ rules: [{ http: { paths } }] }).map((text) => text.replace('rules[0].http.paths[0].', ''));
}

function backend(members: object): string[] {
  return ingress({ defaultBackend: members }).map((text) => text.replace('defaultBackend', ''));
}

describe('an Ingress', () => {
  test.each<[string, object, string[]]>([
    ['without rules', { rules: [] }, ['spec: must have rules or defaultBackend']],
    ['without paths', { rules: [{ http: {} }] }, ['rules[0].http.paths: is required']],
    [
      'with an address as host',
      { rules: [{ host: '10.0.0.1' }] },
      ['rules[0].host: must be a host name, not an IP address, got "10.0.0.1"'],
    ],
    [
      'with a host and a port',
      { rules: [{ host: 'example.com:80' }] },
      ['rules[0].host: must be a host name, whose first part may be *, got "example.com:80"'],
    ],
    [
      'with a wildcard only',
      { rules: [{ host: '*' }] },
      ['rules[0].host: must be a host name, whose first part may be *, got "*"'],
    ],
    [
      'with a wildcard inside the host',
      { rules: [{ host: 'a.*.example.com' }] },
      ['rules[0].host: must be a host name, whose first part may be *, got "a.*.example.com"'],
    ],
    ['with an empty class', { rules: [{}], ingressClassName: '' }, ['ingressClassName: must not be empty']],
    [
      'with an empty host of a certificate',
      { rules: [{}], tls: [{ hosts: [''] }] },
      ['tls[0].hosts[0]: must not be empty'],
    ],
    [
      'with the name of a Secret in upper case',
      { rules: [{}], tls: [{ secretName: 'TLS' }] },
      [
        'tls[0].secretName: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "TLS"',
      ],
    ],
  ])('is refused %s', (_, spec, refused) => {
    expect(ingress(spec)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with an empty rule', { rules: [{}] }],
    ['with a wildcard', { rules: [{ host: '*.example.com' }], tls: [{ hosts: ['*.example.com', '10.0.0.1'] }] }],
    ['with one host twice', { rules: [{ host: 'a' }, { host: 'a' }] }],
    ['with a class', { rules: [{}], ingressClassName: 'nginx.example.com' }],
  ])('is accepted %s', (_, spec) => {
    expect(ingress(spec)).toEqual([]);
  });
});

describe('a path', () => {
  test.each<[string, object, string[]]>([
    ['without a type', { pathType: undefined }, ['pathType: is required']],
    [
      'with an unknown type',
      { pathType: 'prefix' },
      ['pathType: must be one of Exact, ImplementationSpecific, Prefix, got "prefix"'],
    ],
    ['without a backend', { backend: undefined }, ['backend: is required']],
    ['without a slash', { path: 'a' }, ['path: must be a path that begins with /, got "a"']],
    ['without a text', { path: '' }, ['path: must be a path that begins with /, got ""']],
    ['with two slashes', { path: '/a//b' }, ['path: must be a path without //, /./, /../ and %2F, got "/a//b"']],
    ['that goes up', { path: '/a/..' }, ['path: must be a path without //, /./, /../ and %2F, got "/a/.."']],
    ['with an encoded slash', { path: '/a%2Fb' }, ['path: must be a path without //, /./, /../ and %2F, got "/a%2Fb"']],
  ])('is refused %s', (_, members, refused) => {
    expect(path(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a dot in a name', { path: '/.well-known/a...' }],
    ['with a space', { path: '/a b' }],
    ['of a controller', { path: '/a//(.*)', pathType: 'ImplementationSpecific' }],
    ['of a controller, without a text', { path: '', pathType: 'ImplementationSpecific' }],
  ])('is accepted %s', (_, members) => {
    expect(path(members)).toEqual([]);
  });
});

describe('a backend', () => {
  test.each<[string, object, string[]]>([
    ['without members', {}, [': must have service or resource']],
    [
      'with a Service and a resource',
      { service: { name: 'a', port: { number: 80 } }, resource: { kind: 'a', name: 'b' } },
      [': must not have both service and resource'],
    ],
    ['without a port', { service: { name: 'a' } }, ['.service.port.number: is required']],
    [
      'with a name and a number of the port',
      { service: { name: 'a', port: { name: 'http', number: 80 } } },
      ['.service.port: must not have both name and number'],
    ],
    [
      'with port 65536',
      { service: { name: 'a', port: { number: 65_536 } } },
      ['.service.port.number: must be an integer from 1 to 65535, got 65536'],
    ],
    [
      'with a port name of digits',
      { service: { name: 'a', port: { name: '80' } } },
      [
        '.service.port.name: must be a port name: at most 15 lower-case letters, digits and single hyphens, with a letter, got "80"',
      ],
    ],
    [
      'with a dot in the name of the Service',
      { service: { name: 'a.b', port: { number: 80 } } },
      [
        '.service.name: must be at most 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "a.b"',
      ],
    ],
    ['with a resource without a name', { resource: { kind: 'a' } }, ['.resource.name: is required']],
    [
      'with a resource of an empty group',
      { resource: { apiGroup: '', kind: 'a', name: 'b' } },
      ['.resource.apiGroup: must not be empty'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(backend(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a Service', { service: { name: '1a', port: { number: 65_535 } } }],
    ['with a named port', { service: { name: 'a', port: { name: 'http' } } }],
    ['with a resource', { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'A b' } }],
  ])('is accepted %s', (_, members) => {
    expect(backend(members)).toEqual([]);
  });
});

test('the class of an Ingress is the same in the annotation', () => {
  const classes = (name: string) =>
    refusals({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'a', annotations: { 'kubernetes.io/ingress.class': name } },
      spec: { ingressClassName: 'nginx', rules: [{}] },
    });
  expect(classes('nginx')).toEqual([]);
  expect(classes('other')).toEqual([
    'metadata.annotations["kubernetes.io/ingress.class"]: must be the same as ingressClassName',
  ]);
});
