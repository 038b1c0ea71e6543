import type { Deployment } from 'kubernetes-types/apps/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { Release } from '../../lib/backstage/release';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import type { BackstagePod } from '../../lib/constructs/pod-template';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { manifestOf, testChart, testDeployment } from '../support';

/** Path of the pods' spec in a Deployment. */
export const POD = 'spec.template.spec';

/** Path of the container that runs Backstage in a Deployment. */
export const CONTAINER = `${POD}.containers.0`;

/** Pod parts with as few settings as possible. */
export const LEAST_POD: BackstagePod = {
  profile: new Release().profile,
  labels: { 'app.kubernetes.io/component': 'backstage' },
  annotations: {},
  serviceAccount: { name: 'backstage' },
  env: [],
  configArgs: [],
  volumes: [],
  volumeMounts: [],
};

/** PostgreSQL server with only the required props. */
export const POSTGRESQL = {
  type: 'postgresql',
  host: 'postgres.example.com',
  password: { secret: { name: 'postgres' }, key: 'password' },
} as const;

/** Returns the manifest of a Deployment in an empty chart without namespace. */
export function deploymentWith(props: Partial<BackstageDeploymentProps>): Manifest {
  return manifestOf(testDeployment(testChart(), props));
}

/** Returns the variables of a Deployment's first container. */
export function envOf(manifest: Manifest): EnvVar[] {
  const { spec } = manifest as Deployment;
  return spec?.template.spec?.containers[0]?.env ?? [];
}

/** Returns the names of the variables of a Deployment's first container. */
export function variableNames(manifest: Manifest): string[] {
  return envOf(manifest).map(({ name }) => name);
}
