import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { warningsOf } from '../../lib/constructs/warnings';
import type { JsonMap } from '../../lib/util/json';
import { testChart, testDeployment } from '../support';
import { POSTGRESQL } from './support';

/** Returns the warnings about a Deployment as `<rule> <path>`. */
function warned(props: Partial<BackstageDeploymentProps>, appConfig?: JsonMap, release?: Release): string[] {
  const chart = testChart();
  const config = appConfig && new BackstageAppConfig(chart, 'config', { appConfig, release });
  testDeployment(chart, { ...props, release, appConfig: config });
  return warningsOf(chart).map(({ rule, path }) => `${rule} ${path}`);
}

const ENV = 'spec.template.spec.containers[0].env';
const NODE_OPTIONS = { name: 'NODE_OPTIONS', value: '--max-old-space-size=1024' };

test('warns of NODE_OPTIONS that stops the templates of the scaffolder, with the construct and the text to add', () => {
  const chart = testChart();
  testDeployment(chart, { env: [NODE_OPTIONS] });
  expect(warningsOf(chart)).toEqual([
    {
      rule: 'image-variables',
      severity: 'warning',
      path: `${ENV}[0].value`,
      message:
        "replaces the image's value --no-node-snapshot; the scaffolder then runs no template, so users cannot create projects and components",
      fix: 'add --no-node-snapshot to the value',
      construct: 'test/Deployment',
      object: 'Deployment openchoreo-ui',
    },
  ]);
});

test('finds a variable of extraEnv, of addEnv and of a patch', () => {
  const extraEnv = { NODE_OPTIONS: kplus.EnvValue.fromValue('--inspect') };
  expect(warned({ env: [], extraEnv })).toEqual([`image-variables ${ENV}[0].value`]);
  const chart = testChart();
  const deployment = testDeployment(chart, { env: [] });
  deployment.addEnv([NODE_OPTIONS]);
  expect(warningsOf(chart)).toHaveLength(1);
  const path = `/${ENV.replace('[0]', '/0').replaceAll('.', '/')}/0/value`;
  ApiObject.of(deployment).addJsonPatch(JsonPatch.replace(path, '--no-node-snapshot'));
  expect(warningsOf(chart)).toEqual([]);
});

test('does not warn of a reference, whose text it does not know', () => {
  const extraEnv = [{ name: 'NODE_OPTIONS', valueFrom: { configMapKeyRef: { name: 'options', key: 'node' } } }];
  expect(warned({ extraEnv })).toEqual([]);
});

test.each([undefined, '1.2.3'] as const)(
  'warns once of configuration that replaces that of the image on %s',
  (chartVersion) => {
    const release = new Release({ chartVersion });
    const appConfig = { catalog: { locations: [] }, auth: { environment: 'production' } };
    const wanted = ['image-config appConfig.catalog.locations', 'image-config appConfig.auth.environment'];
    expect(warned({}, appConfig, release)).toEqual(wanted);
    const extraEnv = [{ name: 'APP_CONFIG_catalog_locations', value: '[]' }];
    expect(warned({ env: [], extraEnv }, undefined, release)).toEqual([`image-config ${ENV}[0].value`]);
  },
);

test('warns of a TLS mode and of a token that do not do what they seem to', () => {
  const chart = testChart();
  const database = new BackstageDatabase(chart, 'database', { ...POSTGRESQL, ssl: 'prefer' });
  const thunder = { baseUrl: 'https://id.example.com', token: { secret: { name: 'thunder' }, key: 'token' } };
  testDeployment(chart, { database, thunder });
  expect(warningsOf(chart).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'database-tls database.ssl',
    'thunder-token thunder.token',
  ]);
  expect(warned({ thunder }, { thunder: { token: '${THUNDER_TOKEN}' } })).toEqual([]);
  expect(warned({ thunder }, undefined, new Release({ chartVersion: '1.2.3' }))).toEqual([]);
});

test('does not judge another image', () => {
  const image = { repository: 'registry.example.com/portals/mine' };
  expect(warned({ image, extraEnv: [NODE_OPTIONS] }, { catalog: { locations: [] } })).toEqual([]);
  const mirrored = { registry: 'registry.example.com', digest: `sha256:${'0'.repeat(64)}` };
  expect(warned({ image: mirrored, env: [NODE_OPTIONS] })).toHaveLength(1);
});

test('can be switched off', () => {
  const chart = testChart();
  testDeployment(chart, { extraEnv: [NODE_OPTIONS] });
  configureChecks(chart, { allow: ['image-variables'] });
  expect(warningsOf(chart)).toEqual([]);
});

test('accepts a Deployment with its defaults', () => {
  expect(warned({})).toEqual([]);
  expect(warned({}, { app: { title: 'Console' } })).toEqual([]);
});
