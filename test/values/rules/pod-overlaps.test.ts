import { FIDELITIES, type RenderOptions, renderManifests, type Values } from '../../../lib';
import { BASE, configured, error, errors, POSTGRESQL, yaml } from './support';

type Backstage = NonNullable<Values['backstage']>;
type Mount = NonNullable<Backstage['extraVolumeMounts']>[number];

const RULE = 'pod-overlaps';

const refused = (path: string, message: string, mend: string) => error(RULE, `backstage.${path}`, message, mend);

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

describe('mounts', () => {
  const unknown = (index: number, name: string, mend: string) =>
    refused(`extraVolumeMounts[${index}].name`, `must be the name of a volume, got ${name}`, mend);

  const taken = (index: number, path: string, other: string) =>
    refused(
      `extraVolumeMounts[${index}].mountPath`,
      `must not be ${path}, where ${other} is mounted`,
      'choose another folder',
    );

  const ofImage = (path: string) =>
    refused(
      'extraVolumeMounts[0].mountPath',
      `must not be ${path}, which has the files of the image`,
      'choose a folder below it, or mount one file with subPath',
    );

  const mounting = (...mounts: Mount[]): Backstage => ({
    extraVolumes: [{ name: 'a' }, { name: 'b' }],
    extraVolumeMounts: mounts,
  });

  test('must be of a volume that is there', () => {
    const mounts = [{ name: 'c', mountPath: '/c' }];
    expect(found(mounting(...mounts))).toEqual([
      unknown(0, 'c', 'add it to extraVolumes, or use one of backstage-db, a, b'),
    ]);
    expect(found({ extraVolumeMounts: mounts, database: POSTGRESQL })).toEqual([
      unknown(0, 'c', 'add it to extraVolumes'),
    ]);
  });

  test('may be of a volume that is rendered', () => {
    expect(found({ extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/backup' }] })).toEqual([]);
    expect(found({ tmp: {}, extraVolumeMounts: [{ name: 'tmp', mountPath: '/var/tmp' }] })).toEqual([]);
  });

  test('must each have a folder of its own', () => {
    const mounts = ['/a', '/b', '/a/', '/a//'].map((mountPath) => ({ name: 'a', mountPath }));
    expect(found(mounting(...mounts))).toEqual([taken(2, '/a/', 'a'), taken(3, '/a//', 'a')]);
  });

  test.each<[string, string, string, Values]>([
    ['the database', '/app/.config/backstage', 'backstage-db', {}],
    ['the database, with a slash', '/app/.config/backstage/', 'backstage-db', {}],
    [
      'the database elsewhere',
      '/data',
      'backstage-db',
      { backstage: { database: { sqlite: { mountPath: '/data/' } } } },
    ],
    ['temporary files', '/tmp', 'tmp', { backstage: { tmp: { medium: 'Memory' } } }],
    ['certificates', '/etc/backstage/postgresql-ca', 'postgresql-ca', onPostgresql({ secret: 'ca' })],
    [
      'configuration in a file',
      '/app/app-config.extra.yaml',
      'extra-app-config',
      configured({ app: { title: '${NODE_ENV}' } }),
    ],
  ])('must not be in the place of %s', (_, mountPath, other, { backstage }) => {
    expect(found({ ...backstage, ...mounting({ name: 'a', mountPath }) })).toEqual([taken(0, mountPath, other)]);
  });

  test.each<[string, Values]>([
    ['/app/.config/backstage', { backstage: { database: { sqlite: { mountPath: '/data' } } } }],
    ['/app/.config/backstage', onPostgresql({})],
    ['/tmp', {}],
    ['/etc/backstage/postgresql-ca', onPostgresql({})],
    ['/app/app-config.extra.yaml', configured({ app: { title: 'Portal' } })],
  ])('may be at %s where nothing else is', (mountPath, { backstage }) => {
    expect(found({ ...backstage, ...mounting({ name: 'a', mountPath }) })).toEqual([]);
  });

  test.each(['/', '//', '/app', '/app/'])('must not hide the files of the image at %s', (mountPath) => {
    expect(found(mounting({ name: 'a', mountPath }))).toEqual([ofImage(mountPath)]);
  });

  test.each(['/app/plugins', '/app/app-config.local.yaml', '/application', '/App', '/etc/ssl/certs', '/my data'])(
    'may be at %s',
    (mountPath) => {
      expect(found(mounting({ name: 'a', mountPath, subPath: 'x', readOnly: true }))).toEqual([]);
    },
  );

  test('must not be at /tmp in corrected fidelity where one is asked for', () => {
    const backstage = { tmp: {}, containerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(found({ ...backstage, ...mounting({ name: 'a', mountPath: '/tmp' }) }, { fidelity: 'corrected' })).toEqual([
      taken(0, '/tmp', 'tmp'),
    ]);
  });

  test.each(FIDELITIES)('of what is rendered have a folder each in %s fidelity, or are refused', (fidelity) => {
    const backstage: Backstage = {
      containerSecurityContext: { readOnlyRootFilesystem: true },
      tmp: {},
      database: { sqlite: { mountPath: '/tmp' } },
    };
    const paths =
      found(backstage, { fidelity }).length > 0 ? [] : mountPaths(renderManifests([BASE, { backstage }], { fidelity }));
    expect(new Set(paths).size).toBe(paths.length);
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

test.each([null, []])('takes %j as the mounts where corrected fidelity looks for one at /tmp', (extraVolumeMounts) => {
  const backstage: Backstage = { extraVolumeMounts, containerSecurityContext: { readOnlyRootFilesystem: true } };
  expect(found(backstage, { fidelity: 'corrected' })).toEqual([]);
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

/** Where the containers of the Deployment have something mounted. */
function mountPaths(manifests: ReturnType<typeof renderManifests>): string[] {
  const deployment = JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'));
  return [...deployment.matchAll(/"mountPath":"([^"]*)"/g)].map(([, path = '']) => path);
}
