import type { Finding } from '../../lib/values/finding';
import { section, text } from '../../lib/values/node';
import { validate } from '../../lib/values/validate';
import { found, sample } from './validate-sample';

test('values that fit have no findings', () => {
  expect(
    validate(sample, {
      name: '',
      replicas: 1,
      enabled: false,
      type: 'NodePort',
      minAvailable: '50%',
      hosts: [{ host: 'a' }],
      urls: [],
      annotations: { 'example.com/a': 'b' },
      service: { port: 1 },
      open: { anything: [1] },
    }),
  ).toEqual([]);
});

test('a finding has rule, severity, path, message and fix', () => {
  expect(validate(sample, { name: 1 })).toEqual<Finding[]>([
    {
      rule: 'schema',
      severity: 'error',
      path: 'name',
      message: 'must be a string, got 1',
      fix: 'put it in quotes',
    },
  ]);
});

test('all problems are reported at once, in the order of the values', () => {
  expect(found({ nam: 'x', replicas: 'a', service: { port: 'b' }, enabled: 1 }).map(([path]) => path)).toEqual([
    'nam',
    'replicas',
    'service.port',
    'enabled',
  ]);
});

describe('an unknown key', () => {
  test('is refused with the most similar known key as suggestion', () => {
    expect(found({ service: { prot: 1 } })).toEqual([
      ['service.prot', 'unknown key, did you mean service.port?', 'rename it to port, or remove it'],
    ]);
  });

  test('is refused with the known keys if none is similar', () => {
    expect(found({ service: { zone: 1 } })).toEqual([['service.zone', 'unknown key', 'remove it; known keys: port']]);
  });

  test('is refused with the most similar key of a section as suggestion', () => {
    expect(found({ servicePrt: 1 })).toEqual([
      ['servicePrt', 'unknown key, did you mean service.port?', 'move it to service.port, or remove it'],
    ]);
  });

  test('is refused with at most twelve known keys', () => {
    const many = (count: number) =>
      section('Keys.', Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, text('Key.')])));
    const twelve = 'k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11';
    expect(found({ nonsense: 1 }, many(12))[0]?.[2]).toBe(`remove it; known keys: ${twelve}`);
    expect(found({ nonsense: 1 }, many(14))[0]?.[2]).toBe(`remove it; known keys: ${twelve} and 2 more`);
  });

  test('is refused if its value is null', () => {
    expect(found({ service: { prot: null } }).map(([path]) => path)).toEqual(['service.prot']);
  });

  test('is refused in an entry of a list', () => {
    expect(found({ hosts: [{ host: 'a' }, { host: 'b', tags: 'x' }] })).toEqual([
      ['hosts[1].tags', 'unknown key, did you mean hosts[1].tag?', 'rename it to tag, or remove it'],
    ]);
  });

  test('is reported once, without its content', () => {
    expect(found({ servic: { port: 'x' } })).toHaveLength(1);
  });

  test('is accepted in an open section', () => {
    expect(found({ open: { anything: { a: [null] } } })).toEqual([]);
  });

  test.each(['toString', 'hasOwnProperty'])('is refused if it is called %s', (key) => {
    expect(found({ service: { [key]: { port: 1 } } })).toEqual([
      [`service.${key}`, 'unknown key', 'remove it; known keys: port'],
    ]);
  });

  test.each(['constructor', '__proto__'])('is refused in every map if it is called %s', (key) => {
    const values: object = JSON.parse(`{"annotations": {"${key}": "x"}, "resources": {"${key}": null}}`);
    expect(validate(sample, values)).toEqual(
      ['annotations', 'resources'].map((map) => ({
        rule: 'schema',
        severity: 'error',
        path: `${map}.${key}`,
        message: 'is a key that cdk8s cannot render',
        fix: 'choose another key',
      })),
    );
  });
});

describe('a wrong type', () => {
  test.each<[string, object, [string, string, string]]>([
    ['a number instead of a string', { name: 8443 }, ['name', 'must be a string, got 8443', 'put it in quotes']],
    [
      'a boolean instead of a string',
      { name: true },
      ['name', 'must be a string, got true', 'put it in quotes: "true"'],
    ],
    ['a list instead of a string', { name: [] }, ['name', 'must be a string, got a list', 'change it to a string']],
    ['a map instead of a string', { name: {} }, ['name', 'must be a string, got a map', 'change it to a string']],
    [
      'a string instead of a number',
      { replicas: '3' },
      ['replicas', 'must be an integer, got "3"', 'write an integer without quotes'],
    ],
    ['a fraction', { replicas: 1.5 }, ['replicas', 'must be an integer, got 1.5', 'change it to an integer']],
    [
      'a boolean instead of a number',
      { replicas: true },
      ['replicas', 'must be an integer, got true', 'change it to an integer'],
    ],
    [
      'a string instead of a boolean',
      { enabled: 'yes' },
      ['enabled', 'must be true or false, got "yes"', 'write true or false without quotes'],
    ],
    [
      'a number instead of a boolean',
      { enabled: 0 },
      ['enabled', 'must be true or false, got 0', 'change it to true or false'],
    ],
    ['a map instead of a list', { urls: {} }, ['urls', 'must be a list, got a map', 'change it to a list']],
    [
      'a string instead of a list',
      { urls: 'a' },
      ['urls', 'must be a list, got a string (not shown)', 'change it to a list'],
    ],
    ['a list instead of a section', { service: [] }, ['service', 'must be a map, got a list', 'change it to a map']],
    [
      'a string instead of a section',
      { service: 'x' },
      ['service', 'must be a map, got a string (not shown)', 'change it to a map'],
    ],
    [
      'a list instead of a map',
      { annotations: [] },
      ['annotations', 'must be a map, got a list', 'change it to a map'],
    ],
    [
      'a map instead of a number or string',
      { minAvailable: {} },
      ['minAvailable', 'must be an integer or a string, got a map', 'change it to an integer or a string'],
    ],
    [
      'a boolean instead of a number or string',
      { minAvailable: true },
      ['minAvailable', 'must be an integer or a string, got true', 'put it in quotes: "true"'],
    ],
    [
      'a string instead of an entry that is a map',
      { hosts: ['a'] },
      ['hosts[0]', 'must be a map, got a string (not shown)', 'change it to a map'],
    ],
  ])('is found: %s', (_what, values, finding) => {
    expect(found(values)).toEqual([finding]);
  });

  test.each([
    ['infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['not a number', Number.NaN, 'NaN'],
  ])('is shown in the message: %s', (_what, replicas, shown) => {
    expect(found({ replicas })[0]?.[1]).toBe(`must be an integer, got ${shown}`);
  });

  test('is found in a number that is too large to be exact', () => {
    expect(found({ replicas: 2 ** 53 })[0]?.[1]).toBe('must be an integer, got 9007199254740992');
  });

  test('is found in the values as a whole', () => {
    expect(found([])).toEqual([['', 'must be a map, got a list', 'change it to a map']]);
  });
});

describe('paths', () => {
  test('count the entries of a list from zero', () => {
    expect(found({ urls: ['a', 1, 'b', 2] }).map(([path]) => path)).toEqual(['urls[1]', 'urls[3]']);
  });

  test('have keys with dots and slashes in brackets', () => {
    expect(found({ annotations: { 'example.com/owner': 1, 'a.b': 2, plain: 3 } }).map(([path]) => path)).toEqual([
      'annotations["example.com/owner"]',
      'annotations["a.b"]',
      'annotations.plain',
    ]);
  });
});

describe('words', () => {
  test('are refused with the most similar word as suggestion', () => {
    expect(found({ type: 'clusterIp' })).toEqual([
      ['type', 'must be one of ClusterIP, NodePort, LoadBalancer, got "clusterIp"', 'use ClusterIP'],
    ]);
  });

  test('are refused with all words if none is similar', () => {
    expect(found({ type: 'x' })).toEqual([
      ['type', 'must be one of ClusterIP, NodePort, LoadBalancer, got "x"', 'use one of them'],
    ]);
  });

  test('may be null', () => {
    expect(found({ type: null })).toEqual([]);
  });
});

describe('a minimum', () => {
  test('refuses a smaller number', () => {
    expect(found({ replicas: 0 })).toEqual([['replicas', 'must be at least 1, got 0', 'set it to 1 or more']]);
  });

  test('accepts the same number', () => {
    expect(found({ replicas: 1 })).toEqual([]);
  });
});

describe('a required key', () => {
  test('is reported if it is missing', () => {
    expect(found({ hosts: [{ tag: 'x' }] })).toEqual([['hosts[0].host', 'is required', 'add host']]);
  });

  test('is reported if it is null', () => {
    expect(found({ hosts: [{ host: null }] })).toEqual([['hosts[0].host', 'is required', 'add host']]);
  });

  test('is reported if it is undefined', () => {
    expect(found({ hosts: [{ host: undefined }] })).toEqual([['hosts[0].host', 'is required', 'add host']]);
  });

  test('may be empty', () => {
    expect(found({ hosts: [{ host: '' }] })).toEqual([]);
  });
});

describe('null', () => {
  test('removes any optional value', () => {
    expect(
      found({
        name: null,
        replicas: null,
        enabled: null,
        minAvailable: null,
        hosts: null,
        annotations: null,
        resources: null,
        password: null,
      }),
    ).toEqual([]);
  });

  test('removes a value in a map with user-defined keys', () => {
    expect(found({ annotations: { a: null } })).toEqual([]);
  });

  test('removes a field of a Kubernetes type', () => {
    expect(found({ resources: { limits: { cpu: null }, requests: null } })).toEqual([]);
  });

  test('is refused for a required value', () => {
    expect(found({ mode: null })).toEqual([
      ['mode', 'must be a string, got null', 'remove the key to use the default'],
    ]);
  });

  test('is refused for a section', () => {
    expect(found({ service: null })).toEqual([
      ['service', 'must be a map, got null', 'remove the key to use the default'],
    ]);
  });

  test('is accepted for a nullable section', () => {
    expect(found({ metrics: null })).toEqual([]);
  });

  test('is refused for an entry of a list of maps', () => {
    expect(found({ hosts: [null] }).map(([path, message]) => [path, message])).toEqual([
      ['hosts[0]', 'must be a map, got null'],
    ]);
  });

  test('is refused for an entry of a list of Kubernetes types', () => {
    expect(found({ tolerations: [null] }).map(([path, message]) => [path, message])).toEqual([
      ['tolerations[0]', 'must be a map, got null'],
    ]);
  });

  test('is refused for an entry of a list of strings', () => {
    expect(found({ urls: ['a', null] }).map(([path, message]) => [path, message])).toEqual([
      ['urls[1]', 'must be a string, got null'],
    ]);
  });
});

test('an undefined key counts as unset', () => {
  expect(found({ name: undefined, service: undefined, resources: { limits: undefined } })).toEqual([]);
});
