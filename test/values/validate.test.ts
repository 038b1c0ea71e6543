import type { Finding } from '../../lib/values/finding';
import {
  enumeration,
  flag,
  integer,
  integerOrText,
  item,
  kubernetes,
  list,
  map,
  type Node,
  section,
  text,
} from '../../lib/values/node';
import { schema } from '../../lib/values/schema';
import { describe as show, validate } from '../../lib/values/validate';

const sample = section('A sample.', {
  name: text('Name.'),
  replicas: integer('Number.', { minimum: 1 }),
  enabled: flag('Flag.'),
  type: enumeration(['ClusterIP', 'NodePort', 'LoadBalancer'], 'Word.'),
  minAvailable: integerOrText('Number or percentage.'),
  hosts: list(item({ host: text('Host.'), tag: text('Tag.') }, ['host']), 'Hosts.'),
  urls: list(text('URL.'), 'URLs.'),
  annotations: map(text('Value.'), 'Annotations.'),
  resources: kubernetes<object>('ResourceRequirements', 'Resources.'),
  affinity: kubernetes<object>('Affinity', 'Affinity.'),
  tolerations: list(kubernetes<object>('Toleration', 'Toleration.'), 'Tolerations.'),
  service: section('Section.', { port: integer('Port.') }),
  metrics: section('Section that may be null.', { port: integer('Port.') }, { nullable: true }),
  open: section('Section with keys of others.', { port: integer('Port.') }, { open: true }),
  password: text('Secret.', { secret: true }),
  mode: enumeration(['a', 'b'], 'Word that is needed.', { default: 'a', needed: true }),
});

/** Path, message and mend of every finding about values of the sample. */
function found(values: object, node: Node = sample): [string, string, string][] {
  return validate(node, values).map(({ path, message, mend }) => [path, message, mend]);
}

/** Paths of the findings about documented values. */
function refused(values: object): string[] {
  return validate(schema, values).map(({ path }) => path);
}

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

test('a finding has rule, severity, path, message and mend', () => {
  expect(validate(sample, { name: 1 })).toEqual<Finding[]>([
    {
      rule: 'schema',
      severity: 'error',
      path: 'name',
      message: 'must be a string, got 1',
      mend: 'put it in quotes: "1"',
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
        mend: 'choose another key',
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

describe('types of Kubernetes', () => {
  test('are checked for unknown fields', () => {
    expect(validate(sample, { resources: { limit: {} } })).toEqual<Finding[]>([
      {
        rule: 'kubernetes-fields',
        severity: 'error',
        path: 'resources.limit',
        message: 'unknown key, did you mean resources.limits?',
        mend: 'rename it to limits, or remove it',
      },
    ]);
  });

  test('are checked for unknown fields at every depth', () => {
    const term = { weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: { matchLabel: {} } } };
    const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [term] } };
    const path =
      'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector';
    expect(found({ affinity })).toEqual([
      [
        `${path}.matchLabel`,
        `unknown key, did you mean ${path}.matchLabels?`,
        'rename it to matchLabels, or remove it',
      ],
    ]);
  });

  test('are checked for wrong types', () => {
    expect(found({ tolerations: [{ tolerationSeconds: '60' }] })).toEqual([
      ['tolerations[0].tolerationSeconds', 'must be a whole number, got "60"', 'write a whole number, without quotes'],
    ]);
  });

  test.each<[string, string, object]>([
    ['a number', 'livenessProbe.periodSeconds', { livenessProbe: { periodSeconds: 2.5 } }],
    [
      'a mode of files',
      'extraVolumes[0].configMap.defaultMode',
      { extraVolumes: [{ name: 'a', configMap: { defaultMode: 420.5 } }] },
    ],
    [
      'a number in a list',
      'podSecurityContext.supplementalGroups[0]',
      { podSecurityContext: { supplementalGroups: [1.5] } },
    ],
  ])('take no fraction: %s', (_, path, backstage) => {
    const problems = validate(schema, { backstage }).map((finding) => [finding.path, finding.message]);
    expect(problems).toEqual([[`backstage.${path}`, expect.stringMatching(/^must be a whole number, got \d+\.5$/)]]);
  });

  test('take no fraction where a text may stand, too', () => {
    const probe = { httpGet: { path: '/', port: 80.5 } };
    const [found] = validate(schema, { backstage: { livenessProbe: probe } });
    expect(found?.message).toBe('must be a string or a whole number, got 80.5');
  });

  test('are checked for fields that are needed', () => {
    expect(found({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{}] } } })).toEqual([
      [
        'affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey',
        'is needed here, got none',
        'add topologyKey',
      ],
    ]);
  });

  test('are checked for their words', () => {
    expect(found({ tolerations: [{ effect: 'NoSchedul' }] })).toEqual([
      [
        'tolerations[0].effect',
        'must be one of NoExecute, NoSchedule, PreferNoSchedule, got "NoSchedul"',
        'use NoSchedule',
      ],
    ]);
  });

  test('take quantities as text and as number', () => {
    expect(found({ resources: { limits: { cpu: 2, memory: '1Gi' }, requests: { cpu: 0.5 } } })).toEqual([]);
  });

  test('take no other quantities', () => {
    expect(found({ resources: { limits: { cpu: true } } })).toEqual([
      ['resources.limits.cpu', 'must be a number or a string, got true', 'put it in quotes: "true"'],
    ]);
  });

  test('have rule kubernetes-fields inside, and schema around them', () => {
    expect(validate(sample, { tolerations: {}, resources: { x: 1 } }).map(({ rule }) => rule)).toEqual([
      'schema',
      'kubernetes-fields',
    ]);
  });

  test('that nobody generated are a defect of the schema', () => {
    const broken = section('Broken.', { pod: kubernetes('NoSuchType', 'Nothing.') });
    expect(() => validate(broken, { pod: {} })).toThrow(new Error('no definition of NoSuchType: run npm run import'));
  });
});

describe('a secret', () => {
  test('is not shown where its type is wrong', () => {
    expect(found({ password: 123456 })).toEqual([
      ['password', 'must be a string, got a number (not shown)', 'put it in quotes'],
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a list', ['hunter2'], 'must be a string, got a list'],
    ['a map', { hunter2: 'hunter2' }, 'must be a string, got a map'],
  ])('is not shown in %s', (_what, password, message) => {
    expect(found({ password })).toEqual([['password', message, 'make it a string']]);
  });

  test.each([
    ['backstage.backendSecret', { backstage: { backendSecret: 424242 } }],
    ['backstage.auth.clientSecret', { backstage: { auth: { clientSecret: 424242 } } }],
    ['backstage.thunder.token', { backstage: { thunder: { token: 424242 } } }],
    ['backstage.database.postgresql.password', { backstage: { database: { postgresql: { password: 424242 } } } }],
    ['backstage.env[0].value', { backstage: { env: [{ name: 'DB_PASSWORD', value: 424242 }] } }],
    ['backstage.env[0]', { backstage: { env: [424242] } }],
  ])('is not shown at %s', (path, values) => {
    expect(validate(schema, values).map((finding) => [finding.path, finding.message, finding.mend])).toEqual([
      [path, expect.stringContaining('a number (not shown)'), expect.not.stringContaining('424242')],
    ]);
  });

  test('is not shown where a variable is written as an assignment', () => {
    expect(validate(schema, { backstage: { env: ['DB_PASSWORD=hunter2'] } })[0]?.message).toBe(
      'must be a map, got a string (not shown)',
    );
  });

  test('is not shown where a connection URL stands for the section that holds it', () => {
    const postgresql = 'postgres://backstage:hunter2@db.example.com/backstage';
    expect(validate(schema, { backstage: { database: { postgresql } } })[0]?.message).toBe(
      'must be a map, got a string (not shown)',
    );
  });

  test('is not shown where the list of variables is a text', () => {
    expect(validate(schema, { backstage: { env: 'DB_PASSWORD=hunter2' } })[0]?.message).toBe(
      'must be a list, got a string (not shown)',
    );
  });
});

describe('keys of other components', () => {
  test('pass, whatever their values are', () => {
    expect(
      refused({
        clusterGateway: { enabled: true },
        controllerManager: { replicas: '2', anything: [null] },
        gatewayController: 1,
        'kgateway-crds': null,
        kubernetesClusterDomain: 'cluster.local',
        metricsServer: [],
        metricsService: {},
        waitJob: { image: 'x' },
        webhookService: true,
        global: { clusterName: 5, defaultResources: { organization: { displayName: {} } } },
        security: { jwt: { audience: [] }, authz: { databasePath: 1 }, oidc: { externalClients: [{}] } },
        gateway: { controller: { image: { tag: 1 }, resources: { limits: 'any' } } },
        openchoreoApi: { replicas: 'two', resources: { limits: { cpu: true } }, affinity: { anything: 1 } },
      }),
    ).toEqual([]);
  });

  test('are refused where they are misspelt in a section that Backstage shares', () => {
    expect(
      validate(schema, {
        openchoreoApi: { replica: 2, autoscaling: { maxReplica: 5 } },
        security: { jwt: { audiense: 'x' } },
      }).map(({ path, message }) => [path, message]),
    ).toEqual([
      ['openchoreoApi.replica', 'unknown key, did you mean openchoreoApi.replicas?'],
      ['openchoreoApi.autoscaling.maxReplica', 'unknown key, did you mean openchoreoApi.autoscaling.maxReplicas?'],
      ['security.jwt.audiense', 'unknown key, did you mean security.jwt.audience?'],
    ]);
  });

  test('are refused where they are misspelt at the top', () => {
    expect(refused({ controllerManagr: {} })).toEqual(['controllerManagr']);
  });

  test('may be null with all that is below them', () => {
    expect(refused({ openchoreoApi: { autoscaling: null }, gateway: { controller: { image: null } } })).toEqual([]);
  });

  test('pass in the subchart Thunder, whatever they are', () => {
    expect(
      refused({
        thunder: { image: 1, service: { type: [] }, configuration: { cors: null, server: { port: 'x', host: {} } } },
      }),
    ).toEqual([]);
  });

  test("do not hide wrong values of Thunder's keys that Backstage reads", () => {
    expect(refused({ thunder: { service: { port: '80' }, enabled: 'no' } })).toEqual([
      'thunder.service.port',
      'thunder.enabled',
    ]);
  });
});

describe('describe', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [undefined, 'undefined'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    ['', '""'],
    [1.5, '1.5'],
    [false, 'false'],
    [[1], 'a list'],
    [{ a: 1 }, 'a map'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('shows %p as %s', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  test.each<[unknown, string]>([
    ['hunter2', 'a string (not shown)'],
    [42, 'a number (not shown)'],
    [true, 'a boolean (not shown)'],
    [null, 'null'],
    [['hunter2'], 'a list'],
  ])('shows the secret %p as %s', (value, shown) => {
    expect(show(value, true)).toBe(shown);
  });

  test('shows the first 77 characters of a text that needs more than 80', () => {
    expect([show('a'.repeat(78)), show('a'.repeat(79))]).toEqual([`"${'a'.repeat(78)}"`, `"${'a'.repeat(76)}…`]);
  });
});
