import { renderManifests, type UpgradeOptions, type Values } from '../../../../lib';
import { memberOf } from '../../../../lib/util/members';
import { upgrade } from './support';

const issuer: Values = { security: { oidc: { issuer: 'https://id.example.com' } } };
const postgresql = { host: 'pg.example.com', port: 6432, user: 'portal', password: 'hidden-password', database: 'db' };

/** Returns the keys of the Secret without which the container does not start. */
function requiredKeys(values: Values<'1.2.3'>, fidelity?: UpgradeOptions['fidelity']): string[] {
  const rendered = renderManifests(values, { chartVersion: '1.2.3', fidelity });
  const deployment = rendered.find(({ kind }) => kind === 'Deployment');
  const env = memberOf(deployment, 'spec', 'template', 'spec', 'containers', 0, 'env');
  const keys = (Array.isArray(env) ? env : []).flatMap((variable: unknown) => {
    const reference = memberOf(variable, 'valueFrom', 'secretKeyRef');
    return memberOf(reference, 'optional') ? [] : [memberOf(reference, 'key')];
  });
  return [...new Set(keys.filter((key) => typeof key === 'string'))].sort();
}

test.each(['exact', 'corrected'] as const)('the new Secret has all keys that the pods read in %s', (fidelity) => {
  for (const database of [{}, { type: 'postgresql' as const, postgresql }]) {
    const values: Values = { ...issuer, backstage: { backendSecret: 'hidden-secret', database } };
    const { values: upgraded, report } = upgrade(values, { fidelity });
    expect([...(report.secret?.keys ?? [])].sort()).toEqual(requiredKeys(upgraded, fidelity));
  }
});

test('credentials are dropped, and the command that copies them shows none', () => {
  const { values, backstage, report } = upgrade({
    backstage: {
      backendSecret: 'hidden-secret',
      auth: { clientId: 'portal', clientSecret: 'hidden-client' },
      thunder: { token: 'hidden-token' },
      database: { type: 'postgresql', postgresql },
    },
  });
  expect(JSON.stringify([values, report])).not.toContain('hidden-');
  expect(backstage).toMatchObject({
    secretName: 'openchoreo-ui-credentials',
    auth: { clientId: 'portal' },
    database: { type: 'postgresql' },
  });
  expect(report.secret?.command).toBe(
    "kubectl get secret openchoreo-backstage-secrets -n openchoreo-control-plane -o go-template='" +
      '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"openchoreo-ui-credentials"},' +
      '"data":{"backend-secret":"{{index .data "backend-secret"}}","client-secret":"{{index .data "client-secret"}}",' +
      '"postgres-password":"{{index .data "postgres-password"}}"},' +
      '"stringData":{"jenkins-api-key":"unused","postgres-host":"pg.example.com","postgres-port":"6432",' +
      `"postgres-user":"portal","postgres-db":"db"}}' | kubectl create -n openchoreo-control-plane -f -`,
  );
});

test('the new Secret has another name than the one that Helm deletes, also with new names', () => {
  expect(upgrade({ fullnameOverride: 'a' }).backstage?.secretName).toBe('a-ui-credentials');
  expect(upgrade({ fullnameOverride: 'a' }, { newNames: true }).backstage?.secretName).toBe('backstage-credentials');
});

test('an existing Secret stays, and gets the keys that it lacks', () => {
  const secretKeys = { postgresHost: 'host', postgresPassword: 'pw' };
  const { backstage, report } = upgrade({
    backstage: {
      secretName: 'mine',
      secretKeys,
      database: { type: 'postgresql', postgresql: { ...postgresql, password: null } },
    },
  });
  expect(backstage).toMatchObject({ secretName: 'mine', secretKeys });
  expect(report.secret).toMatchObject({
    name: 'mine',
    keys: ['jenkins-api-key', 'postgres-port', 'postgres-user', 'postgres-db'],
    command:
      'kubectl patch secret mine -n openchoreo-control-plane --type=merge -p ' +
      `'{"stringData":{"jenkins-api-key":"unused","postgres-port":"6432","postgres-user":"portal","postgres-db":"db"}}'`,
  });
});

test('an existing Secret that the chart rendered is reported, because Helm may delete it', () => {
  const { entries } = upgrade({ backstage: { secretName: 'openchoreo-backstage-secrets' } });
  expect(entries('backstage.secretName')).toMatchObject([{ kind: 'changed', fix: expect.stringContaining('keep') }]);
});

test('an ExternalSecret keeps its Secret, and lacks entries of the store', () => {
  const externalSecret = (target?: string) => ({
    secretStoreRef: { name: 'vault' },
    ...(target && { target: { name: target } }),
    data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, postgresPassword: { key: 'c' } },
  });
  const upgraded = upgrade({
    backstage: { externalSecret: externalSecret('mine'), database: { type: 'postgresql', postgresql: { host: 'pg' } } },
  });
  expect(upgraded.backstage?.secretName).toBe('mine');
  expect(upgraded.backstage?.externalSecret).not.toHaveProperty('target');
  expect(upgraded.report.secret).toBeUndefined();
  const decided = upgraded.report.entries.filter(({ path, rule }) => path.includes('externalSecret.data') && rule);
  expect(decided.map(({ path }) => path.split('.').at(-1))).toEqual([
    'jenkinsApiKey',
    'postgresHost',
    'postgresPort',
    'postgresUser',
    'postgresDatabase',
  ]);
  expect(upgrade({ backstage: { externalSecret: externalSecret() } }).backstage?.secretName).toBe(
    'openchoreo-backstage-secrets',
  );
});

test('in corrected, an ExternalSecret needs no entry for Jenkins', () => {
  const externalSecret = {
    secretStoreRef: { name: 'vault' },
    data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
  };
  const { backstage, report } = upgrade({ backstage: { externalSecret } }, { fidelity: 'corrected' });
  expect(backstage?.externalSecret).toEqual(externalSecret);
  expect(report.entries.filter(({ path }) => path.includes('jenkins'))).toEqual([]);
});

test('a reference to a variable of Thunder is reported', () => {
  const { entries } = upgrade({ backstage: { appConfig: { a: '${THUNDER_TOKEN}' } } });
  expect(entries('backstage.appConfig')).toMatchObject([{ kind: 'task' }]);
});

describe('a separate Secret of PostgreSQL', () => {
  const separate = (more: object = {}, backstage: object = {}): Values => ({
    ...issuer,
    backstage: {
      secretName: 'portal',
      ...backstage,
      database: { type: 'postgresql', postgresql: { ...more, secretName: 'pg-app' } },
    },
  });

  /** Returns the keys of a Secret that the upgraded portal reads. */
  const keysOf = (name: string, { values }: { readonly values: Values<'1.2.3'> }) => {
    const rendered = renderManifests(values, { chartVersion: '1.2.3', fidelity: 'corrected' });
    const env = memberOf(
      rendered.find(({ kind }) => kind === 'Deployment'),
      'spec',
      'template',
      'spec',
      'containers',
      0,
      'env',
    );
    return (Array.isArray(env) ? env : []).flatMap((variable: unknown) => {
      const reference = memberOf(variable, 'valueFrom', 'secretKeyRef');
      return memberOf(reference, 'name') === name ? [memberOf(reference, 'key')] : [];
    });
  };

  test('stays, and the Secret of the portal gets what were values', () => {
    const upgraded = upgrade(separate({ host: 'pg.example.com', user: 'portal' }), { fidelity: 'corrected' });
    expect(keysOf('pg-app', upgraded)).toEqual(['password']);
    expect(upgraded.report.secret?.keys).toEqual(['postgres-host', 'postgres-port', 'postgres-user', 'postgres-db']);
    expect(keysOf('portal', upgraded)).toEqual(expect.arrayContaining([...(upgraded.report.secret?.keys ?? [])]));
  });

  test('stays as is if it has the whole connection', () => {
    const secretKeys = { host: 'host', port: 'port', user: 'username', database: 'dbname' };
    const upgraded = upgrade(separate({ secretKeys }), { fidelity: 'corrected' });
    expect(upgraded.backstage?.database?.postgresql).toEqual({ secretName: 'pg-app', secretKeys });
    expect(keysOf('pg-app', upgraded)).toEqual(['host', 'port', 'username', 'password', 'dbname']);
    expect(upgraded.report.secret).toBeUndefined();
  });

  test('is no part of the Secret that you create from the old one', () => {
    const { report } = upgrade(separate({ host: 'pg' }, { secretName: null, backendSecret: 'hidden-secret' }));
    expect(report.secret?.keys).not.toContain('postgres-password');
  });
});

test('a connection URI in appConfig needs no keys in corrected', () => {
  const values: Values = {
    ...issuer,
    backstage: {
      secretName: 'portal',
      database: { type: 'postgresql' },
      extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
      appConfig: { backend: { database: { connection: '${DATABASE_URL}' } } },
    },
  };
  expect(upgrade(values, { fidelity: 'corrected' }).report.secret).toBeUndefined();
  expect(upgrade(values).report.secret?.keys).toContain('postgres-host');
});

test('existing ServiceAccounts and PriorityClasses stay', () => {
  const backstage = {
    secretName: 'portal',
    serviceAccount: { create: false, name: 'portal-irsa' },
    priorityClass: { create: false, name: 'business-critical' },
  };
  expect(upgrade({ ...issuer, backstage }).backstage).toMatchObject(backstage);
});
