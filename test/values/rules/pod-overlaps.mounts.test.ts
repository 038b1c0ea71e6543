import { FIDELITIES, type RenderOptions, renderManifests, type Values } from '../../../lib';
import { BASE, configured, error, errors, POSTGRESQL } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;
type Mount = NonNullable<Backstage['extraVolumeMounts']>[number];

const RULE = 'pod-overlaps';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.${path}`, message, fix);

const found = (backstage: Backstage, options: RenderOptions = {}) => errors({ backstage }, options);

describe('mounts', () => {
  const unknown = (index: number, name: string, fix: string) =>
    refused(`extraVolumeMounts[${index}].name`, `must be the name of a volume, got ${name}`, fix);

  const taken = (index: number, path: string, other: string) =>
    refused(
      `extraVolumeMounts[${index}].mountPath`,
      `must not be ${path}, because the volume ${other} is mounted there`,
      'choose another folder',
    );

  const ofImage = (path: string) =>
    refused(
      'extraVolumeMounts[0].mountPath',
      `must not be ${path}, because it would hide the files of the image`,
      'choose a folder below it, or mount one file with subPath',
    );

  const mounting = (...mounts: Mount[]): Backstage => ({
    extraVolumes: [{ name: 'a' }, { name: 'b' }],
    extraVolumeMounts: mounts,
  });

  test('must refer to an existing volume', () => {
    const mounts = [{ name: 'c', mountPath: '/c' }];
    expect(found(mounting(...mounts))).toEqual([
      unknown(0, 'c', 'add this volume to extraVolumes, or use one of backstage-db, a, b'),
    ]);
    expect(found({ extraVolumeMounts: mounts, database: POSTGRESQL })).toEqual([
      unknown(0, 'c', 'add this volume to extraVolumes'),
    ]);
  });

  test('may refer to a rendered volume', () => {
    expect(found({ extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/backup' }] })).toEqual([]);
    expect(found({ tmp: {}, extraVolumeMounts: [{ name: 'tmp', mountPath: '/var/tmp' }] })).toEqual([]);
  });

  test('must have different folders', () => {
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
  ])('must not have the folder of %s', (_, mountPath, other, { backstage }) => {
    expect(found({ ...backstage, ...mounting({ name: 'a', mountPath }) })).toEqual([taken(0, mountPath, other)]);
  });

  test.each<[string, Values]>([
    ['/app/.config/backstage', { backstage: { database: { sqlite: { mountPath: '/data' } } } }],
    ['/app/.config/backstage', onPostgresql({})],
    ['/tmp', {}],
    ['/etc/backstage/postgresql-ca', onPostgresql({})],
    ['/app/app-config.extra.yaml', configured({ app: { title: 'Portal' } })],
  ])('may be at %s if nothing else is mounted there', (mountPath, { backstage }) => {
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

  test('must not be at /tmp in corrected fidelity if tmp is set', () => {
    const backstage = { tmp: {}, containerSecurityContext: { readOnlyRootFilesystem: true } };
    expect(found({ ...backstage, ...mounting({ name: 'a', mountPath: '/tmp' }) }, { fidelity: 'corrected' })).toEqual([
      taken(0, '/tmp', 'tmp'),
    ]);
  });

  test.each(FIDELITIES)('have different folders in the output in %s fidelity, or are refused', (fidelity) => {
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

test.each([null, []])('accepts %j as mounts when corrected fidelity looks for a mount at /tmp', (extraVolumeMounts) => {
  const backstage: Backstage = { extraVolumeMounts, containerSecurityContext: { readOnlyRootFilesystem: true } };
  expect(found(backstage, { fidelity: 'corrected' })).toEqual([]);
});

type CaBundle = { readonly configMap?: string; readonly secret?: string };

function onPostgresql(caBundle: CaBundle): Values {
  return { backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } } };
}

/** Returns the mount paths of all containers of the Deployment. */
function mountPaths(manifests: ReturnType<typeof renderManifests>): string[] {
  const deployment = JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'));
  return [...deployment.matchAll(/"mountPath":"([^"]*)"/g)].map(([, path = '']) => path);
}
