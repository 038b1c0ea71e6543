import { renderManifests, type Values } from '../../../../lib';
import { identities } from '../../../support';
import { BASE, changesBy, find, POSTGRESQL, type PodManifest, REMOVED, testChanges, testPlaces } from './support';

const POD = 'Deployment openchoreo-ui: spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;
const CLAIM = 'PersistentVolumeClaim openchoreo-backstage-db';

type Database = NonNullable<NonNullable<Values['backstage']>['database']>;
type Postgresql = NonNullable<Database['postgresql']>;
type Persistence = NonNullable<NonNullable<Database['sqlite']>['persistence']>;

const database = (given: Database): Values => ({ backstage: { database: given } });
const postgresql = (given: Postgresql) => database({ postgresql: given });
const persistence = (given: Persistence) => database({ sqlite: { persistence: given } });

/** Returns the path of a variable of the container. */
function variable(name: string, over: Values): string {
  const deployment = renderManifests([BASE, over]).find(({ kind }) => kind === 'Deployment') as PodManifest | undefined;
  const env = deployment?.spec.template.spec?.containers[0]?.env ?? [];
  return `${CONTAINER}.env[${env.findIndex((each) => each.name === name)}]`;
}

const last = (over: Values) => {
  const [, index = ''] = /\[(\d+)\]$/.exec(variable('POSTGRES_DB', over)) ?? [];
  return Number(index);
};

describe('SQLite', () => {
  testChanges([
    [
      'mountPath',
      database({ sqlite: { mountPath: '/data' } }),
      {
        [`${variable('SQLITE_STORAGE_DIR', BASE)}.value`]: '/data',
        [`${CONTAINER}.volumeMounts[0].mountPath`]: '/data',
      },
    ],
    ['the settings of the claim, without persistence', persistence({ size: '9Gi', existingClaim: 'old' }), {}],
    [
      'persistence.existingClaim, with another strategy in corrected',
      persistence({ enabled: true, existingClaim: 'old', size: '9Gi' }),
      {
        [`${POD}.volumes[0].emptyDir`]: REMOVED,
        [`${POD}.volumes[0].persistentVolumeClaim`]: { claimName: 'old' },
      },
      {
        [`${POD}.volumes[0].emptyDir`]: REMOVED,
        [`${POD}.volumes[0].persistentVolumeClaim`]: { claimName: 'old' },
        'Deployment openchoreo-ui: spec.strategy.rollingUpdate.maxSurge': 0,
        'Deployment openchoreo-ui: spec.strategy.rollingUpdate.maxUnavailable': 1,
      },
    ],
    ['the settings of PostgreSQL', postgresql({ host: 'pg', port: 1, ssl: true, caBundle: { secret: 'ca' } }), {}],
  ]);

  testChanges(
    [
      ['persistence.size', persistence({ size: '9Gi' }), { [`${CLAIM}: spec.resources.requests.storage`]: '9Gi' }],
      [
        'persistence.storageClassName',
        persistence({ storageClassName: 'fast' }),
        { [`${CLAIM}: spec.storageClassName`]: 'fast' },
      ],
      [
        'persistence.accessMode',
        persistence({ accessMode: 'ReadWriteMany' }),
        { [`${CLAIM}: spec.accessModes[0]`]: 'ReadWriteMany' },
      ],
      ['no accessMode, which uses the default', persistence({ accessMode: null }), {}],
    ],
    persistence({ enabled: true }),
  );
});

describe('PostgreSQL', () => {
  const at = (name: string) => `${variable(name, POSTGRESQL)}.value`;
  const end = last(POSTGRESQL) + 1;
  const volume = (source: object) => [{ name: 'postgresql-ca', ...source }];
  const mounts = [{ name: 'postgresql-ca', mountPath: '/etc/backstage/postgresql-ca', readOnly: true }];
  const certificates = (file: string) => ({
    [`${CONTAINER}.env[${end}]`]: { name: 'NODE_EXTRA_CA_CERTS', value: `/etc/backstage/postgresql-ca/${file}` },
    [`${CONTAINER}.volumeMounts`]: mounts,
  });

  testChanges(
    [
      ['host', postgresql({ host: 'other.example.com' }), { [at('POSTGRES_HOST')]: 'other.example.com' }],
      ['port', postgresql({ port: 6432 }), { [at('POSTGRES_PORT')]: '6432' }],
      ['user', postgresql({ user: 'portal' }), { [at('POSTGRES_USER')]: 'portal' }],
      ['database', postgresql({ database: 'portal' }), { [at('POSTGRES_DB')]: 'portal' }],
      [
        'ssl',
        postgresql({ ssl: 'verify-full' }),
        { [`${CONTAINER}.env[${end}]`]: { name: 'PGSSLMODE', value: 'verify-full' } },
      ],
      [
        'ssl true',
        postgresql({ ssl: true }),
        { [`${CONTAINER}.env[${end}]`]: { name: 'PGSSLMODE', value: 'require' } },
      ],
      ['ssl false', postgresql({ ssl: false }), {}],
      [
        'caBundle.configMap',
        postgresql({ caBundle: { configMap: 'ca', key: 'bundle.pem' } }),
        {
          ...certificates('bundle.pem'),
          [`${POD}.volumes`]: volume({ configMap: { name: 'ca', items: [{ key: 'bundle.pem', path: 'bundle.pem' }] } }),
        },
      ],
      [
        'caBundle.secret',
        postgresql({ caBundle: { secret: 'ca' } }),
        {
          ...certificates('ca.crt'),
          [`${POD}.volumes`]: volume({ secret: { secretName: 'ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }),
        },
      ],
      [
        'an empty caBundle.key, which uses the default',
        postgresql({ caBundle: { secret: 'ca', key: '' } }),
        {
          ...certificates('ca.crt'),
          [`${POD}.volumes`]: volume({ secret: { secretName: 'ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }),
        },
      ],
      ['only caBundle.key', postgresql({ caBundle: { key: 'bundle.pem' } }), {}],
      ['the settings of SQLite', database({ sqlite: { mountPath: '/data', persistence: { enabled: true } } }), {}],
    ],
    POSTGRESQL,
  );

  test('replaces SQLite, with its password in the Secret and no volume', () => {
    expect(Object.keys(changesBy(POSTGRESQL)).sort()).toEqual(
      [
        'Secret openchoreo-backstage-secrets: data.postgres-password',
        `${POD}.volumes`,
        `${CONTAINER}.volumeMounts`,
        ...[0, 1].flatMap((index) =>
          ['name', 'value'].map((member) => `${CONTAINER}.env[${end - 6 + index}].${member}`),
        ),
        ...[2, 3, 4, 5].map((index) => `${CONTAINER}.env[${end - 6 + index}]`),
      ]
        .filter((path) => path !== `${CONTAINER}.env[${end - 6}].name`)
        .sort(),
    );
  });
});

describe('a claim', () => {
  testPlaces([
    [
      'database.sqlite.persistence',
      {
        backstage: {
          database: {
            sqlite: {
              persistence: { enabled: true, size: '3Gi', storageClassName: 'fast', accessMode: 'ReadWriteMany' },
            },
          },
        },
      },
      'PersistentVolumeClaim openchoreo-backstage-db',
      'spec',
      {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'fast',
        resources: { requests: { storage: '3Gi' } },
      },
    ],
  ]);
});

describe('the volumes', () => {
  test('an existing claim is mounted, and no claim is rendered', () => {
    const persistence = { enabled: true, existingClaim: 'old-data' };
    const all = renderManifests([BASE, { backstage: { database: { sqlite: { persistence } } } }]);
    expect(identities(all)).toEqual(identities(renderManifests(BASE)));
    expect(find(all, 'Deployment openchoreo-ui')).toHaveProperty(
      'spec.template.spec.volumes.0.persistentVolumeClaim.claimName',
      'old-data',
    );
  });

  test('TLS and certificates of PostgreSQL reach the pod', () => {
    const postgresql = {
      ...POSTGRESQL.backstage?.database?.postgresql,
      ssl: true,
      caBundle: { configMap: 'pg-ca', key: 'bundle.pem' },
    };
    const deployment = find(
      renderManifests([BASE, { backstage: { database: { type: 'postgresql', postgresql } } }]),
      'Deployment openchoreo-ui',
    );
    expect(deployment).toHaveProperty(
      'spec.template.spec.containers.0.env',
      expect.arrayContaining([
        { name: 'PGSSLMODE', value: 'require' },
        { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/backstage/postgresql-ca/bundle.pem' },
      ]),
    );
    expect(deployment).toHaveProperty('spec.template.spec.volumes', [
      { name: 'postgresql-ca', configMap: { name: 'pg-ca', items: [{ key: 'bundle.pem', path: 'bundle.pem' }] } },
    ]);
  });
});
