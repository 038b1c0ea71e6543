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
      fix: 'put it in quotes: "1"',
    },
  ]);
});

test('everything wrong is found at once, in the order of the values', () => {
  expect(found({ nam: 'x', replicas: 'a', service: { port: 'b' }, enabled: 1 }).map(([path]) => path)).toEqual([
    'nam',
    'replicas',
    'service.port',
    'enabled',
  ]);
});

describe('an unknown key', () => {
  test('is refused with the nearest known one', () => {
    expect(found({ service: { prot: 1 } })).toEqual([
      ['service.prot', 'unknown key, did you mean service.port?', 'rename it to port, or remove it'],
    ]);
  });

  test('is refused with the known ones where none is near', () => {
    expect(found({ service: { zone: 1 } })).toEqual([['service.zone', 'unknown key', 'remove it; known here: port']]);
  });

  test('is refused with the nearest one a level down', () => {
    expect(found({ servicePrt: 1 })).toEqual([
      ['servicePrt', 'unknown key, did you mean service.port?', 'move it there, or remove it'],
    ]);
  });

  test('is refused with the first of many known ones', () => {
    const many = (count: number) =>
      section('Keys.', Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, text('Key.')])));
    const twelve = 'k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11';
    expect(found({ nonsense: 1 }, many(12))[0]?.[2]).toBe(`remove it; known here: ${twelve}`);
    expect(found({ nonsense: 1 }, many(14))[0]?.[2]).toBe(`remove it; known here: ${twelve} and 2 more`);
  });

  test('is refused with null as its value', () => {
    expect(found({ service: { prot: null } }).map(([path]) => path)).toEqual(['service.prot']);
  });

  test('is refused in an entry of a list', () => {
    expect(found({ hosts: [{ host: 'a' }, { host: 'b', tags: 'x' }] })).toEqual([
      ['hosts[1].tags', 'unknown key, did you mean hosts[1].tag?', 'rename it to tag, or remove it'],
    ]);
  });

  test('is not looked into', () => {
    expect(found({ servic: { port: 'x' } })).toHaveLength(1);
  });

  test('passes in an open section', () => {
    expect(found({ open: { whatever: { a: [null] } } })).toEqual([]);
  });

  test.each(['toString', 'hasOwnProperty'])('is refused where it is called %s', (key) => {
    expect(found({ service: { [key]: { port: 1 } } })).toEqual([
      [`service.${key}`, 'unknown key', 'remove it; known here: port'],
    ]);
  });

  test.each(['constructor', '__proto__'])('is refused anywhere where it is called %s', (key) => {
    const values: object = JSON.parse(`{"annotations": {"${key}": "x"}, "resources": {"${key}": null}}`);
    expect(validate(sample, values)).toEqual(
      ['annotations', 'resources'].map((map) => ({
        rule: 'schema',
        severity: 'error',
        path: `${map}.${key}`,
        message: 'is a key that cannot be rendered',
        fix: 'choose another key',
      })),
    );
  });
});

describe('a wrong type', () => {
  test.each<[string, object, [string, string, string]]>([
    ['a number as text', { name: 8443 }, ['name', 'must be a string, got 8443', 'put it in quotes: "8443"']],
    ['a flag as text', { name: true }, ['name', 'must be a string, got true', 'put it in quotes: "true"']],
    ['a list as text', { name: [] }, ['name', 'must be a string, got a list', 'make it a string']],
    ['a map as text', { name: {} }, ['name', 'must be a string, got a map', 'make it a string']],
    [
      'a text as number',
      { replicas: '3' },
      ['replicas', 'must be a whole number, got "3"', 'write a whole number, without quotes'],
    ],
    ['a fraction', { replicas: 1.5 }, ['replicas', 'must be a whole number, got 1.5', 'make it a whole number']],
    [
      'a flag as number',
      { replicas: true },
      ['replicas', 'must be a whole number, got true', 'make it a whole number'],
    ],
    [
      'a text as flag',
      { enabled: 'yes' },
      ['enabled', 'must be true or false, got "yes"', 'write true or false, without quotes'],
    ],
    ['a number as flag', { enabled: 0 }, ['enabled', 'must be true or false, got 0', 'make it true or false']],
    ['a map as list', { urls: {} }, ['urls', 'must be a list, got a map', 'make it a list']],
    ['a text as list', { urls: 'a' }, ['urls', 'must be a list, got "a"', 'make it a list']],
    ['a list as section', { service: [] }, ['service', 'must be a map, got a list', 'make it a map']],
    ['a text as section', { service: 'x' }, ['service', 'must be a map, got "x"', 'make it a map']],
    ['a list as map', { annotations: [] }, ['annotations', 'must be a map, got a list', 'make it a map']],
    [
      'a map as number or text',
      { minAvailable: {} },
      ['minAvailable', 'must be a whole number or a string, got a map', 'make it a whole number or a string'],
    ],
    [
      'a flag as number or text',
      { minAvailable: true },
      ['minAvailable', 'must be a whole number or a string, got true', 'put it in quotes: "true"'],
    ],
    ['a text as entry', { hosts: ['a'] }, ['hosts[0]', 'must be a map, got "a"', 'make it a map']],
  ])('is found: %s', (_what, values, finding) => {
    expect(found(values)).toEqual([finding]);
  });

  test.each([
    ['infinity', Number.POSITIVE_INFINITY, 'Infinity'],
    ['no number', Number.NaN, 'NaN'],
  ])('is shown as what it is: %s', (_what, replicas, shown) => {
    expect(found({ replicas })[0]?.[1]).toBe(`must be a whole number, got ${shown}`);
  });

  test('is found in a number too great to be exact', () => {
    expect(found({ replicas: 2 ** 53 })[0]?.[1]).toBe('must be a whole number, got 9007199254740992');
  });

  test('is found in the values as a whole', () => {
    expect(found([])).toEqual([['', 'must be a map, got a list', 'make it a map']]);
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
  test('are refused with the nearest one', () => {
    expect(found({ type: 'clusterIp' })).toEqual([
      ['type', 'must be one of ClusterIP, NodePort, LoadBalancer, got "clusterIp"', 'use ClusterIP'],
    ]);
  });

  test('are refused with all of them where none is near', () => {
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
    expect(found({ replicas: 0 })).toEqual([['replicas', 'must be at least 1, got 0', 'use 1 or more']]);
  });

  test('takes itself', () => {
    expect(found({ replicas: 1 })).toEqual([]);
  });
});

describe('a needed key', () => {
  test('is missed where it is left out', () => {
    expect(found({ hosts: [{ tag: 'x' }] })).toEqual([['hosts[0].host', 'is needed here, got none', 'add host']]);
  });

  test('is missed where it is null', () => {
    expect(found({ hosts: [{ host: null }] })).toEqual([['hosts[0].host', 'is needed here, got none', 'add host']]);
  });

  test('is missed where it is undefined', () => {
    expect(found({ hosts: [{ host: undefined }] })).toEqual([
      ['hosts[0].host', 'is needed here, got none', 'add host'],
    ]);
  });

  test('is there where it is empty', () => {
    expect(found({ hosts: [{ host: '' }] })).toEqual([]);
  });
});

describe('null', () => {
  test('takes any value away', () => {
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

  test('takes away a value in a map of own keys', () => {
    expect(found({ annotations: { a: null } })).toEqual([]);
  });

  test('takes away a field of a Kubernetes type', () => {
    expect(found({ resources: { limits: { cpu: null }, requests: null } })).toEqual([]);
  });

  test('does not stand for a value that is needed', () => {
    expect(found({ mode: null })).toEqual([
      ['mode', 'must be a string, got null', 'leave the key out to keep its default'],
    ]);
  });

  test('does not stand for a section', () => {
    expect(found({ service: null })).toEqual([
      ['service', 'must be a map, got null', 'leave the key out to keep its default'],
    ]);
  });

  test('stands for a section that is nullable', () => {
    expect(found({ metrics: null })).toEqual([]);
  });

  test('does not stand for an entry of a list of maps', () => {
    expect(found({ hosts: [null] }).map(([path, message]) => [path, message])).toEqual([
      ['hosts[0]', 'must be a map, got null'],
    ]);
  });

  test('does not stand for an entry of a list of Kubernetes types', () => {
    expect(found({ tolerations: [null] }).map(([path, message]) => [path, message])).toEqual([
      ['tolerations[0]', 'must be a map, got null'],
    ]);
  });

  test('does not stand for an entry of a list of texts', () => {
    expect(found({ urls: ['a', null] }).map(([path, message]) => [path, message])).toEqual([
      ['urls[1]', 'must be a string, got null'],
    ]);
  });
});

test('a key that is undefined counts as left out', () => {
  expect(found({ name: undefined, service: undefined, resources: { limits: undefined } })).toEqual([]);
});
