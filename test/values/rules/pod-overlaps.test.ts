import { FIDELITIES, type RenderOptions, type Values } from '../../../lib';
import { errors as allErrors, configured, error, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'pod-overlaps';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.${path}`, message, fix);

/** Returns the errors without those about objects, because the containers and mounts here are incomplete. */
const errors = (values: Values, { allow = [], ...options }: RenderOptions = {}) =>
  allErrors(values, { allow: [...allow, 'kubernetes-objects'], ...options });

const found = (backstage: Backstage, options: RenderOptions = {}) => errors({ backstage }, options);

describe('labels and annotations', () => {
  const taken = (path: string, message: string) => refused(path, message, 'remove it');

  test.each(['app.kubernetes.io/component', 'app.kubernetes.io/name', 'app.kubernetes.io/instance'])(
    'must not contain the label %s, which selectors use',
    (key) => {
      expect(found({ podLabels: { [key]: 'portal' } })).toEqual([
        taken(`podLabels["${key}"]`, 'selectors use this label'),
      ]);
    },
  );

  test('may contain any other label, including labels of other objects', () => {
    expect(found({ podLabels: { team: 'portal', 'app.kubernetes.io/version': '1', 'example.com/name': '' } })).toEqual(
      [],
    );
  });

  test.each(['checksum/secret', 'checksum/app-config'])(
    'must not contain the annotation %s, which restarts pods',
    (key) => {
      expect(found({ podAnnotations: { [key]: 'x' } })).toEqual([
        taken(`podAnnotations["${key}"]`, 'the Deployment uses this annotation to restart its pods'),
      ]);
    },
  );

  test('may contain any other annotation', () => {
    expect(found({ podAnnotations: { 'checksum/config': 'x', 'app.kubernetes.io/name': 'x' } })).toEqual([]);
  });

  test('are checked only on pods', () => {
    const annotations = { 'checksum/secret': 'x' };
    expect(found({ annotations, serviceAccount: { annotations } })).toEqual([]);
  });
});

describe('volumes', () => {
  const called = (index: number, name: string) =>
    refused(
      `extraVolumes[${index}].name`,
      `must not be ${name}, because another volume has this name`,
      'choose another name',
    );

  const named = (...names: string[]): Backstage => ({ extraVolumes: names.map((name) => ({ name, emptyDir: {} })) });

  test('must not have the name of another volume', () => {
    expect(found(named('a', 'b', 'a', 'a'))).toEqual([called(2, 'a'), called(3, 'a')]);
  });

  test.each<[string, string, Values]>([
    ['the database', 'backstage-db', {}],
    ['temporary files', 'tmp', { backstage: { tmp: {} } }],
    ['certificates', 'postgresql-ca', onPostgresql({ configMap: 'ca' })],
    ['certificates of a Secret', 'postgresql-ca', onPostgresql({ secret: 'ca' })],
    ['configuration in a file', 'extra-app-config', configured({ app: { title: '${NODE_ENV}' } })],
  ])('must not have the name of the volume for %s', (_, name, { backstage }) => {
    expect(found({ ...backstage, ...named(name) })).toEqual([called(0, name)]);
  });

  test.each<[string, string, Values]>([
    ['the database', 'backstage-db', onPostgresql({})],
    ['temporary files', 'tmp', {}],
    ['certificates', 'postgresql-ca', onPostgresql({})],
    ['certificates with SQLite', 'postgresql-ca', withCaBundle({ configMap: 'ca' })],
    ['configuration in a file', 'extra-app-config', configured({ app: { title: 'Portal' } })],
  ])('may have the name of the volume for %s if that volume does not exist', (_, name, { backstage }) => {
    expect(found({ ...backstage, ...named(name) })).toEqual([]);
  });

  test('may have the name of the volume for /tmp, unless corrected fidelity adds that volume', () => {
    const backstage = { ...named('tmp'), containerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(found(backstage)).toEqual([]);
    expect(found(backstage, { fidelity: 'corrected' })).toEqual([called(0, 'tmp')]);
    expect(
      found({ ...backstage, extraVolumeMounts: [{ name: 'tmp', mountPath: '/tmp/' }] }, { fidelity: 'corrected' }),
    ).toEqual([]);
  });

  test.each([{ readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: null }, {}, null])(
    'may have the name of the volume for /tmp even in corrected fidelity with the security context %j',
    (containerSecurityContext) => {
      const values = yaml(JSON.stringify({ backstage: { ...named('tmp'), containerSecurityContext } }));
      expect(errors(values, { fidelity: 'corrected' })).toEqual([]);
    },
  );

  test('may have the name of the volume for /tmp if the database is at /tmp', () => {
    const backstage: Backstage = {
      ...named('tmp'),
      containerSecurityContext: { readOnlyRootFilesystem: true },
      database: { sqlite: { mountPath: '/tmp' } },
    };
    expect(found(backstage, { fidelity: 'corrected' })).toEqual([]);
  });

  test('may have the name of a property that every JavaScript object has', () => {
    expect(found(named('constructor', 'prototype'))).toEqual([]);
  });
});

describe('containers', () => {
  const called = (path: string, name: string) =>
    refused(`${path}.name`, `must not be ${name}, because another container has this name`, 'choose another name');

  const atPort = (path: string) =>
    refused(
      path,
      'must not use port 7007 or the name http, because Backstage uses them',
      'choose another port and name',
    );

  test.each(['initContainers', 'extraContainers'] as const)(
    'of %s must not have the name of the Backstage container',
    (list) => {
      expect(found({ [list]: [{ name: 'backstage' }] })).toEqual([called(`${list}[0]`, 'backstage')]);
    },
  );

  test('must not have the name of another container of either list', () => {
    expect(
      found({ initContainers: [{ name: 'a' }, { name: 'a' }], extraContainers: [{ name: 'b' }, { name: 'a' }] }),
    ).toEqual([called('initContainers[1]', 'a'), called('extraContainers[1]', 'a')]);
  });

  test.each([{ containerPort: 7007 }, { containerPort: 8080, name: 'http' }, { containerPort: 7007, name: 'http' }])(
    'of extraContainers must not have the port of Backstage: %j',
    (port) => {
      expect(
        found({ extraContainers: [{ name: 'a', ports: [{ containerPort: 9090, name: 'metrics' }, port] }] }),
      ).toEqual([atPort('extraContainers[0].ports[1]')]);
    },
  );

  test('of initContainers may have the port of Backstage', () => {
    expect(found({ initContainers: [{ name: 'a', ports: [{ containerPort: 7007, name: 'http' }] }] })).toEqual([]);
  });

  test('of initContainers must not have the port of Backstage if they keep running', () => {
    const initContainers = [{ name: 'a', restartPolicy: 'Always', ports: [{ containerPort: 7007 }] }];
    expect(found({ initContainers })).toEqual([atPort('initContainers[0].ports[0]')]);
  });

  test('may have no ports, with null or an empty list', () => {
    expect(errors(yaml('backstage: {initContainers: [{name: a, ports: null}, {name: b, ports: []}]}'))).toEqual([]);
    expect(errors(yaml('backstage: {initContainers: [{name: a, ports: null, restartPolicy: Always}]}'))).toEqual([]);
    expect(errors(yaml('backstage: {extraContainers: [{name: a, ports: null}, {name: b, ports: []}]}'))).toEqual([]);
  });

  test('may have a port without a name', () => {
    expect(errors(yaml('backstage: {extraContainers: [{name: a, ports: [{containerPort: 80, name: null}]}]}'))).toEqual(
      [],
    );
  });
});

test('reports all overlaps at once', () => {
  const backstage: Backstage = {
    podLabels: { 'app.kubernetes.io/name': 'x' },
    podAnnotations: { 'checksum/secret': 'x' },
    extraVolumes: [{ name: 'backstage-db' }],
    extraVolumeMounts: [{ name: 'b', mountPath: '/app' }],
    initContainers: [{ name: 'backstage' }],
    extraContainers: [{ name: 'backstage', ports: [{ containerPort: 7007 }] }],
  };
  expect(found(backstage).map(({ path }) => path)).toEqual([
    'backstage.podLabels["app.kubernetes.io/name"]',
    'backstage.podAnnotations["checksum/secret"]',
    'backstage.extraVolumes[0].name',
    'backstage.extraVolumeMounts[0].name',
    'backstage.extraVolumeMounts[0].mountPath',
    'backstage.initContainers[0].name',
    'backstage.extraContainers[0].name',
    'backstage.extraContainers[0].ports[0]',
  ]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(found({ initContainers: [{ name: 'backstage' }] }, { fidelity })).toHaveLength(1);
});

test.each([null, []])('accepts %j for each list', (list) => {
  expect(found({ extraVolumes: list, extraVolumeMounts: list, initContainers: list, extraContainers: list })).toEqual(
    [],
  );
});

test('accepts null for each map', () => {
  expect(found({ podLabels: null, podAnnotations: null, tmp: null, containerSecurityContext: null })).toEqual([]);
});

test.each(['extraVolumes', 'extraVolumeMounts', 'initContainers', 'extraContainers'])(
  'does not crash on empty entries of %s, which a newer Kubernetes might allow',
  (list) => {
    const values = yaml(`backstage: {${list}: [{}, {}]}`);
    const options: RenderOptions = { allow: ['kubernetes-fields'] };
    expect(() => errors(values, options)).not.toThrow();
    expect(() => errors(values, { ...options, fidelity: 'corrected' })).not.toThrow();
  },
);

test('does not show variables of a container', () => {
  const env = [{ name: 'TOKEN', value: 'hunter2' }];
  expect(JSON.stringify(found({ extraContainers: [{ name: 'backstage', env }] }))).not.toContain('hunter2');
});

test('accepts an overlap if the rule is switched off', () => {
  expect(found({ podLabels: { 'app.kubernetes.io/name': 'x' } }, { allow: [RULE] })).toEqual([]);
});

test('ignores the pods if Backstage is disabled', () => {
  expect(found({ enabled: false, initContainers: [{ name: 'backstage' }] })).toEqual([]);
});

type CaBundle = { readonly configMap?: string; readonly secret?: string };

function onPostgresql(caBundle: CaBundle): Values {
  return { backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } } };
}

/** Returns values with certificates, which SQLite does not use. */
function withCaBundle(caBundle: CaBundle): Values {
  return { backstage: { database: { postgresql: { caBundle } } } };
}
