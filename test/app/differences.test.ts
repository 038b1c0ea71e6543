import { differences, type Manifest } from '../../lib';

/** Returns a Deployment whose container has these variables, all with the same value. */
function deployment(variables: readonly string[], value: string): Manifest {
  const env = variables.map((name) => ({ name, value }));
  const metadata = { name: 'openchoreo-ui' };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { containers: [{ name: 'backstage', env }] } };
}

/** Returns the variables whose values differences show. */
function shown(variables: readonly string[]): string[] {
  const found = differences([deployment(variables, 'old')], [deployment(variables, 'new')]);
  expect(found).toHaveLength(variables.length);
  return variables.filter((_, index) => found[index]?.before === '"old"' && found[index]?.after === '"new"');
}

test('shows values of documented variables that are not secret', () => {
  const documented = [
    'NODE_ENV',
    'LOG_LEVEL',
    'PORT',
    'OPENCHOREO_API_URL',
    'BACKSTAGE_BASE_URL',
    'OPENCHOREO_AUTH_TOKEN_URL',
    'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
    'POSTGRES_HOST',
  ];
  expect(shown(documented)).toEqual(documented);
});

test('hides values of secret and of unknown variables', () => {
  const others = [
    'BACKEND_SECRET',
    'OPENCHOREO_AUTH_CLIENT_SECRET',
    'POSTGRES_PASSWORD',
    'THUNDER_TOKEN',
    'DATABASE_URL',
    'GITHUB_TOKEN',
  ];
  expect(shown(others)).toEqual([]);
});

test('refuses an unknown chart version', () => {
  const chartVersion = JSON.parse('"0.9.0"');
  expect(() => differences([], [], { chartVersion })).toThrow(
    'chartVersion: must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got "0.9.0"',
  );
});
