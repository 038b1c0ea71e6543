import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { BackstagePriorityClass } from '../../lib/constructs/priority-class';
import { BackstageSecret } from '../../lib/constructs/secret';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import {
  CREDENTIALS,
  identities,
  manifestOf,
  manifests,
  OIDC,
  POD_LABELS,
  testChart,
  testDeployment,
} from '../support';
import { CONTAINER, deploymentWith, POD, POSTGRESQL } from './support';

test('spreads the pods of the release by default', () => {
  const labelSelector = {
    matchLabels: {
      'app.kubernetes.io/component': 'backstage',
      'app.kubernetes.io/name': 'choreo',
      'app.kubernetes.io/instance': 'portal',
    },
  };
  const manifest = deploymentWith({ release: new Release({ name: 'portal', nameOverride: 'choreo' }) });
  expect(manifest).toHaveProperty(`${POD}.topologySpreadConstraints.0.labelSelector`, labelSelector);
  expect(manifest).toHaveProperty(`${POD}.topologySpreadConstraints.1.labelSelector`, labelSelector);
  expect(manifest).toHaveProperty('spec.template.metadata.labels', labelSelector.matchLabels);
});

test('adds no common labels and no chart labels to pods and selector', () => {
  const release = new Release({ commonLabels: { team: 'platform' } });
  const { spec } = manifestOf(testDeployment(testChart({ labels: { owner: 'team-a' } }), { release }));
  expect(spec).toHaveProperty('selector', { matchLabels: POD_LABELS });
  expect(spec).toHaveProperty('template.metadata', { labels: POD_LABELS });
});

describe('replicas', () => {
  test('are rendered', () => {
    const database = new BackstageDatabase(testChart(), 'Database', POSTGRESQL);
    expect(deploymentWith({ replicas: 3, database })).toHaveProperty('spec.replicas', 3);
  });

  test('can be 0', () => {
    expect(deploymentWith({ replicas: 0 })).toHaveProperty('spec.replicas', 0);
  });

  test('are omitted if they are false', () => {
    expect(deploymentWith({ replicas: false })).not.toHaveProperty('spec.replicas');
  });

  test('are omitted if an autoscaler is created later', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment, maxReplicas: 1 });
    expect(manifestOf(deployment)).not.toHaveProperty('spec.replicas');
  });

  test('stay with an autoscaler if they are set', () => {
    const chart = testChart();
    const database = new BackstageDatabase(testChart(), 'Database', POSTGRESQL);
    const deployment = testDeployment(chart, { replicas: 2, database });
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment });
    expect(manifestOf(deployment)).toHaveProperty('spec.replicas', 2);
  });
});

describe('the update strategy', () => {
  const rolling = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } };

  /** Returns a Deployment with SQLite on a claim. */
  function onClaim(props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const database = new BackstageDatabase(chart, 'SQLite', { type: 'sqlite', persistence: {} });
    return manifestOf(testDeployment(chart, { database, ...props }));
  }

  test('stops the old pod first if the database is on a claim', () => {
    expect(onClaim()).toHaveProperty('spec.strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
  });

  test("is Kubernetes' default without a claim, written out so that it can change to Recreate", () => {
    expect(deploymentWith({})).toHaveProperty('spec.strategy', rolling);
  });

  test('is omitted if it is false', () => {
    expect(onClaim({ strategy: false })).not.toHaveProperty('spec.strategy');
  });

  test('can be set, even with a claim', () => {
    expect(onClaim({ strategy: { type: 'Recreate' } })).toHaveProperty('spec.strategy', { type: 'Recreate' });
  });

  test("has Kubernetes' defaults if a rolling update lacks members", () => {
    expect(onClaim({ strategy: { type: 'RollingUpdate' } })).toHaveProperty('spec.strategy', rolling);
    const { rollingUpdate } = rolling;
    expect(deploymentWith({ strategy: { rollingUpdate: { maxSurge: 1 } } })).toHaveProperty('spec.strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { ...rollingUpdate, maxSurge: 1 },
    });
  });
});

describe('pods restart after a change of the credentials', () => {
  /** Returns a Deployment with a BackstageSecret. */
  function withSecret(backend: string, props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const credentials = new BackstageSecret(chart, 'Secret', {
      backendSecret: `${backend}-0123456789abcdefghij`,
      clientSecret: 'test-client',
    });
    const deployment = testDeployment(chart, { credentials, ...props });
    return { credentials, spec: manifestOf(deployment).spec };
  }

  test('because an annotation contains the hash of the rendered Secret', () => {
    const { credentials, spec } = withSecret('test-1');
    expect(spec).toHaveProperty('template.metadata.annotations', { 'checksum/secret': credentials.contentHash });
  });

  test('but not after other changes', () => {
    expect(withSecret('test-1').spec).toEqual(withSecret('test-1').spec);
    expect(withSecret('test-1').spec).not.toEqual(withSecret('test-2').spec);
  });

  test('unless restartOnSecretChange is false', () => {
    expect(withSecret('test-1', { restartOnSecretChange: false }).spec).not.toHaveProperty(
      'template.metadata.annotations',
    );
  });

  test('but not for an existing Secret, because its values are unknown', () => {
    expect(deploymentWith({ credentials: CREDENTIALS })).not.toHaveProperty('spec.template.metadata.annotations');
  });
});

describe('the ServiceAccount of the pods', () => {
  test('is rendered by the Deployment by default', () => {
    const chart = testChart({ namespace: 'team-a' });
    const release = new Release({ commonLabels: { team: 'platform' } });
    const deployment = manifestOf(testDeployment(chart, { release }));
    const account = manifests(chart).find(({ kind }) => kind === 'ServiceAccount');
    expect(deployment).toHaveProperty(`${POD}.serviceAccountName`, account?.metadata.name);
    expect(account).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...deployment.metadata, name: 'openchoreo-backstage' },
      automountServiceAccountToken: true,
    });
  });

  test('is not rendered by the Deployment if the prop is set', () => {
    const chart = testChart();
    const deployment = testDeployment(chart, { serviceAccount: { name: 'portal' } });
    expect(identities(manifests(chart))).toEqual(['Deployment openchoreo-ui']);
    expect(manifestOf(deployment)).toHaveProperty(`${POD}.serviceAccountName`, 'portal');
  });

  test('can be a BackstageServiceAccount', () => {
    const chart = testChart();
    const serviceAccount = new BackstageServiceAccount(chart, 'ServiceAccount', { name: 'portal' });
    expect(manifestOf(testDeployment(chart, { serviceAccount }))).toHaveProperty(`${POD}.serviceAccountName`, 'portal');
  });

  test('can be a cdk8s-plus-28 ServiceAccount', () => {
    const chart = testChart();
    const serviceAccount = new kplus.ServiceAccount(chart, 'account');
    expect(manifestOf(testDeployment(chart, { serviceAccount }))).toHaveProperty(
      `${POD}.serviceAccountName`,
      'test-account',
    );
  });
});

test('accepts a BackstagePriorityClass', () => {
  const chart = testChart();
  const priorityClass = new BackstagePriorityClass(chart, 'PriorityClass', { name: 'portal-first' });
  expect(manifestOf(testDeployment(chart, { priorityClass }))).toHaveProperty(
    `${POD}.priorityClassName`,
    'portal-first',
  );
});

test('accepts a cdk8s-plus-28 Secret to pull images with', () => {
  const registry = kplus.Secret.fromSecretName(testChart(), 'registry', 'registry-login');
  expect(deploymentWith({ imagePullSecrets: [registry] })).toHaveProperty(`${POD}.imagePullSecrets`, [
    { name: 'registry-login' },
  ]);
});

describe('the image', () => {
  test("has the tag of the release's chart version", () => {
    expect(deploymentWith({ release: new Release({ chartVersion: '0.12.0' }) })).toHaveProperty(
      `${CONTAINER}.image`,
      'ghcr.io/openchoreo/openchoreo-ui:v0.12.0',
    );
  });

  test('keeps the default repository if only the tag is set', () => {
    expect(deploymentWith({ image: { tag: 'v9' } })).toHaveProperty(
      `${CONTAINER}.image`,
      'ghcr.io/openchoreo/openchoreo-ui:v9',
    );
  });

  test('keeps the default tag if only the repository is set', () => {
    expect(deploymentWith({ image: { repository: 'mirror/ui' } })).toHaveProperty(
      `${CONTAINER}.image`,
      'mirror/ui:v0.11.0',
    );
  });

  test('accepts a cdk8s-plus-28 pull policy', () => {
    expect(deploymentWith({ image: { pullPolicy: kplus.ImagePullPolicy.NEVER } })).toHaveProperty(
      `${CONTAINER}.imagePullPolicy`,
      'Never',
    );
  });

  test('has no pull policy if it is false', () => {
    expect(deploymentWith({ image: { pullPolicy: false } })).not.toHaveProperty(`${CONTAINER}.imagePullPolicy`);
  });
});

describe('resources', () => {
  test('are omitted if they are false', () => {
    expect(deploymentWith({ resources: false })).not.toHaveProperty(`${CONTAINER}.resources`);
  });

  test('can be Cpu and Size of cdk8s', () => {
    const resources: kplus.ContainerResources = {
      cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(2) },
      memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
      ephemeralStorage: { limit: Size.gibibytes(1) },
    };
    expect(deploymentWith({ resources })).toHaveProperty(`${CONTAINER}.resources`, {
      requests: { cpu: '500m', memory: '512Mi' },
      limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '1Gi' },
    });
  });
});

test('omits empty settings of the pods', () => {
  const empty: Partial<BackstageDeploymentProps> = {
    imagePullSecrets: [],
    nodeSelector: {},
    affinity: {},
    tolerations: [],
    topologySpreadConstraints: [],
  };
  const manifest = deploymentWith({ ...empty, podSecurityContext: {}, containerSecurityContext: {}, metadata: {} });
  for (const path of [...Object.keys(empty), 'securityContext'].map((member) => `${POD}.${member}`)) {
    expect(manifest).not.toHaveProperty(path);
  }
  expect(manifest).not.toHaveProperty(`${CONTAINER}.securityContext`);
  expect(manifest.metadata).not.toHaveProperty('annotations');
});

describe('the redirect URL of the OAuth client', () => {
  test('is below the URL of the portal', () => {
    expect(testDeployment(testChart(), { baseUrl: 'https://console.example.com/portal/' }).redirectUrl).toBe(
      'https://console.example.com/portal/api/auth/openchoreo-auth/handler/frame',
    );
  });
});

test('exposes the destinations of its traffic for network policies', () => {
  const chart = testChart();
  const { endpoints } = testDeployment(chart, {
    database: new BackstageDatabase(chart, 'Database', POSTGRESQL),
    openchoreoApiUrl: 'https://api.example.com/api/v1',
    oidc: { ...OIDC, wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration' },
    thunder: { baseUrl: 'https://thunder.example.com' },
    externalCi: {
      jenkins: { baseUrl: 'http://jenkins.ci.svc:8080', username: 'portal' },
      githubActions: { host: 'github.example.com', apiBaseUrl: 'https://github.example.com/api/v3' },
    },
  });
  expect(endpoints).toEqual({
    database: { host: 'postgres.example.com', port: 5432 },
    openchoreoApi: 'https://api.example.com/api/v1',
    identityProvider: [
      'https://id.example.com/token',
      'https://id.example.com/.well-known/openid-configuration',
      'https://thunder.example.com',
    ],
    externalCi: ['http://jenkins.ci.svc:8080', 'https://github.example.com/api/v3'],
  });
});
