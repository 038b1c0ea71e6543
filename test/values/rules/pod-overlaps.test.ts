import { FIDELITIES, type RenderOptions, type Values } from '../../../lib';
import { configured, error, errors, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const RULE = 'pod-overlaps';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.${path}`, message, fix);

const found = (backstage: Backstage, options: RenderOptions = {}) => errors({ backstage }, options);

describe('labels and annotations', () => {
  const taken = (path: string, why: string) => refused(path, `must not be there: ${why}`, 'remove it');

  test.each(['app.kubernetes.io/component', 'app.kubernetes.io/name', 'app.kubernetes.io/instance'])(
    'must not have the label %s, which selectors look for',
    (key) => {
      expect(found({ podLabels: { [key]: 'portal' } })).toEqual([
        taken(`podLabels["${key}"]`, 'which selectors look for'),
      ]);
    },
  );

  test('may have any other label, those of other objects among them', () => {
    expect(found({ podLabels: { team: 'portal', 'app.kubernetes.io/version': '1', 'example.com/name': '' } })).toEqual(
      [],
    );
  });

  test.each(['checksum/secret', 'checksum/app-config'])(
    'must not have the annotation %s, by which pods restart',
    (key) => {
      expect(found({ podAnnotations: { [key]: 'x' } })).toEqual([
        taken(`podAnnotations["${key}"]`, 'by which pods restart'),
      ]);
    },
  );

  test('may have any other annotation', () => {
    expect(found({ podAnnotations: { 'checksum/config': 'x', 'app.kubernetes.io/name': 'x' } })).toEqual([]);
  });

  test('are looked at on pods only', () => {
    const annotations = { 'checksum/secret': 'x' };
    expect(found({ annotations, serviceAccount: { annotations } })).toEqual([]);
  });
});

describe('volumes', () => {
  const called = (index: number, name: string) =>
    refused(
      `extraVolumes[${index}].name`,
      `must not be ${name}, which another volume is called`,
      'choose another name',
    );

  const named = (...names: string[]): Backstage => ({ extraVolumes: names.map((name) => ({ name, emptyDir: {} })) });

  test('must not be called as another', () => {
    expect(found(named('a', 'b', 'a', 'a'))).toEqual([called(2, 'a'), called(3, 'a')]);
  });

  test.each<[string, string, Values]>([
    ['the database', 'backstage-db', {}],
    ['temporary files', 'tmp', { backstage: { tmp: {} } }],
    ['certificates', 'postgresql-ca', onPostgresql({ configMap: 'ca' })],
    ['certificates of a Secret', 'postgresql-ca', onPostgresql({ secret: 'ca' })],
    ['configuration in a file', 'extra-app-config', configured({ app: { title: '${NODE_ENV}' } })],
  ])('must not be called as that of %s', (_, name, { backstage }) => {
    expect(found({ ...backstage, ...named(name) })).toEqual([called(0, name)]);
  });

  test.each<[string, string, Values]>([
    ['the database', 'backstage-db', onPostgresql({})],
    ['temporary files', 'tmp', {}],
    ['certificates', 'postgresql-ca', onPostgresql({})],
    ['certificates beside SQLite', 'postgresql-ca', withCaBundle({ configMap: 'ca' })],
    ['configuration in a file', 'extra-app-config', configured({ app: { title: 'Portal' } })],
  ])('may be called as that of %s where there is none', (_, name, { backstage }) => {
    expect(found({ ...backstage, ...named(name) })).toEqual([]);
  });

  test('may be called as that of temporary files until corrected fidelity adds one', () => {
    const backstage = { ...named('tmp'), containerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(found(backstage)).toEqual([]);
    expect(found(backstage, { fidelity: 'corrected' })).toEqual([called(0, 'tmp')]);
    expect(
      found({ ...backstage, extraVolumeMounts: [{ name: 'tmp', mountPath: '/tmp/' }] }, { fidelity: 'corrected' }),
    ).toEqual([]);
  });

  test.each([{ readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: null }, {}, null])(
    'may be called as that of temporary files in corrected fidelity, too, with the security context %j',
    (containerSecurityContext) => {
      const values = yaml(JSON.stringify({ backstage: { ...named('tmp'), containerSecurityContext } }));
      expect(errors(values, { fidelity: 'corrected' })).toEqual([]);
    },
  );

  test('may be called as that of temporary files where the database is at their place', () => {
    const backstage: Backstage = {
      ...named('tmp'),
      containerSecurityContext: { readOnlyRootFilesystem: true },
      database: { sqlite: { mountPath: '/tmp' } },
    };
    expect(found(backstage, { fidelity: 'corrected' })).toEqual([]);
  });

  test('may have names that every object of JavaScript has', () => {
    expect(found(named('constructor', 'prototype'))).toEqual([]);
  });
});

describe('containers', () => {
  const called = (path: string, name: string) =>
    refused(`${path}.name`, `must not be ${name}, which another container is called`, 'choose another name');

  const atPort = (path: string) =>
    refused(path, "must not be 7007 nor be called http: that is Backstage's", 'choose another port and name');

  test.each(['initContainers', 'extraContainers'] as const)('of %s must not be called as Backstage', (list) => {
    expect(found({ [list]: [{ name: 'backstage' }] })).toEqual([called(`${list}[0]`, 'backstage')]);
  });

  test('must not be called as another, before or beside it', () => {
    expect(
      found({ initContainers: [{ name: 'a' }, { name: 'a' }], extraContainers: [{ name: 'b' }, { name: 'a' }] }),
    ).toEqual([called('initContainers[1]', 'a'), called('extraContainers[1]', 'a')]);
  });

  test.each([{ containerPort: 7007 }, { containerPort: 8080, name: 'http' }, { containerPort: 7007, name: 'http' }])(
    'beside Backstage must not have its port: %j',
    (port) => {
      expect(
        found({ extraContainers: [{ name: 'a', ports: [{ containerPort: 9090, name: 'metrics' }, port] }] }),
      ).toEqual([atPort('extraContainers[0].ports[1]')]);
    },
  );

  test('before Backstage may have its port', () => {
    expect(found({ initContainers: [{ name: 'a', ports: [{ containerPort: 7007, name: 'http' }] }] })).toEqual([]);
  });

  test('before Backstage must not have its port where they stay beside it', () => {
    const initContainers = [{ name: 'a', restartPolicy: 'Always', ports: [{ containerPort: 7007 }] }];
    expect(found({ initContainers })).toEqual([atPort('initContainers[0].ports[0]')]);
  });

  test('may have no ports, by null and by an empty list', () => {
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

test('tells everything that overlaps at once', () => {
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

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(found({ initContainers: [{ name: 'backstage' }] }, { fidelity })).toHaveLength(1);
});

test.each([null, []])('takes %j as each of the lists', (list) => {
  expect(found({ extraVolumes: list, extraVolumeMounts: list, initContainers: list, extraContainers: list })).toEqual(
    [],
  );
});

test('takes null as each of the maps', () => {
  expect(found({ podLabels: null, podAnnotations: null, tmp: null, containerSecurityContext: null })).toEqual([]);
});

test.each(['extraVolumes', 'extraVolumeMounts', 'initContainers', 'extraContainers'])(
  'does not stumble over empty entries of %s, which a newer Kubernetes might know',
  (list) => {
    const values = yaml(`backstage: {${list}: [{}, {}]}`);
    const options: RenderOptions = { allow: ['kubernetes-fields'] };
    expect(() => errors(values, options)).not.toThrow();
    expect(() => errors(values, { ...options, fidelity: 'corrected' })).not.toThrow();
  },
);

test('shows no variable of a container', () => {
  const env = [{ name: 'TOKEN', value: 'hunter2' }];
  expect(JSON.stringify(found({ extraContainers: [{ name: 'backstage', env }] }))).not.toContain('hunter2');
});

test('lets an overlap through where allowed', () => {
  expect(found({ podLabels: { 'app.kubernetes.io/name': 'x' } }, { allow: [RULE] })).toEqual([]);
});

test('does not look at the pods of a disabled Backstage', () => {
  expect(found({ enabled: false, initContainers: [{ name: 'backstage' }] })).toEqual([]);
});

type CaBundle = { readonly configMap?: string; readonly secret?: string };

function onPostgresql(caBundle: CaBundle): Values {
  return { backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } } };
}

/** Certificates that SQLite has no use for. */
function withCaBundle(caBundle: CaBundle): Values {
  return { backstage: { database: { postgresql: { caBundle } } } };
}
