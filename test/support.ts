import { ApiObject, Chart, type ChartProps, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BackstageCredentials, Manifest } from '../lib';
import { BackstageDatabase } from '../lib/constructs/database';
import { BackstageDeployment, type BackstageDeploymentProps } from '../lib/constructs/deployment';
import { BackstageSecret } from '../lib/constructs/secret';

/** Labels of Backstage's objects in the default release. */
export const LABELS = {
  'app.kubernetes.io/name': 'openchoreo-control-plane',
  'app.kubernetes.io/instance': 'openchoreo-control-plane',
  'app.kubernetes.io/version': 'v0.11.0',
  'app.kubernetes.io/managed-by': 'cdk8s',
  'app.kubernetes.io/part-of': 'openchoreo',
  'app.kubernetes.io/component': 'backstage',
};

/** Labels of Backstage's pods in the default release. */
export const POD_LABELS = {
  'app.kubernetes.io/component': 'backstage',
  'app.kubernetes.io/name': 'openchoreo-control-plane',
  'app.kubernetes.io/instance': 'openchoreo-control-plane',
};

/** Credentials in an existing Secret. */
export const CREDENTIALS: BackstageCredentials = BackstageSecret.fromSecret(
  { name: 'portal-credentials' },
  { backendSecret: 'signing-key', clientSecret: 'oauth-secret' },
);

/** Endpoints of an identity provider. */
export const OIDC = {
  authorizationUrl: 'https://id.example.com/authorize',
  tokenUrl: 'https://id.example.com/token',
};

/** Returns an empty chart whose objects are named after their ids. */
export function testChart(props: ChartProps = {}): Chart {
  return new Chart(Testing.app(), 'test', { disableResourceNameHashes: true, ...props });
}

/** Validates a chart, and returns its manifests in order. */
export function manifests(chart: Chart): Manifest[] {
  return Testing.synth(chart);
}

/** Validates a construct's chart, and returns the manifest of the construct's object or of the only object below it. */
export function manifestOf(construct: Construct): Manifest {
  Testing.synth(Chart.of(construct));
  const { defaultChild } = construct.node;
  if (defaultChild && ApiObject.isApiObject(defaultChild)) {
    return defaultChild.toJson();
  }
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  if (objects.length !== 1) {
    throw new Error(`${construct.node.path}: must render one object, got ${objects.length}`);
  }
  return objects[0]?.toJson();
}

/** Creates a Deployment with `props`, and with test values for the required props. */
export function testDeployment(chart: Chart, props: Partial<BackstageDeploymentProps> = {}): BackstageDeployment {
  return new BackstageDeployment(chart, 'Deployment', {
    database: props.database ?? new BackstageDatabase(chart, 'Database', { type: 'sqlite', release: props.release }),
    credentials: CREDENTIALS,
    baseUrl: 'https://console.example.com',
    oidc: OIDC,
    ...props,
  });
}

/** Returns the `<kind> <name>` of each manifest, in order. */
export function identities(of: readonly Manifest[]): string[] {
  return of.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** Creates a Deployment that may have any number of pods, because its database is PostgreSQL. */
export function scalableDeployment(chart: Chart, props: Partial<BackstageDeploymentProps> = {}): BackstageDeployment {
  const database = new BackstageDatabase(chart, 'Database', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: { secret: { name: 'postgres' }, key: 'password' },
    release: props.release,
  });
  return testDeployment(chart, { database, ...props });
}
