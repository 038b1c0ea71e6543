import { Size } from 'cdk8s';
import type { Job } from 'kubernetes-types/batch/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { script } from '../../imports/register-redirect-urls.json';
import { Release } from '../../lib/backstage/release';
import {
  BackstageClientRegistration,
  type BackstageClientRegistrationProps,
} from '../../lib/constructs/client-registration';
import { BackstageSecret } from '../../lib/constructs/secret';
import type { Image } from '../../lib/kubernetes/image';
import { CREDENTIALS, LABELS, manifestOf, testChart } from '../support';

const CLIENT = 'openchoreo-backstage-client';
const SECRET = 'test-secret-91c2';
const NODE_AFFINITY = {
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'Exists' }] }],
  },
};
const URLS = ['https://console.example.com/callback', 'https://portal.example.com/callback'];

const LEAST: BackstageClientRegistrationProps = {
  thunderUrl: 'http://thunder-service.idp.svc.cluster.local:8090',
  credentials: CREDENTIALS,
  redirectUrls: URLS,
};

function jobOf(props: Partial<BackstageClientRegistrationProps> = {}): Job {
  return manifestOf(new BackstageClientRegistration(testChart(), 'Registration', { ...LEAST, ...props })) as Job;
}

function envOf(job: Job): EnvVar[] {
  return job.spec?.template.spec?.containers[0]?.env ?? [];
}

describe('the Job', () => {
  test('renders every prop', () => {
    const image: Required<Image> = {
      registry: 'mirror.example.com',
      repository: 'docker.io/library/node',
      tag: '24',
      digest: `sha256:${'0'.repeat(64)}`,
      pullPolicy: 'Always',
    };
    const props: Required<BackstageClientRegistrationProps> = {
      release: new Release({ namespace: 'team-a', fullnameOverride: 'console', commonLabels: { team: 'platform' } }),
      thunderUrl: 'http://thunder:8090',
      metadata: { annotations: { 'example.com/owner': 'team-a' } },
      credentials: { ...CREDENTIALS, contentHash: 'test-hash' },
      redirectUrls: URLS,
      clientId: 'portal',
      image,
      imagePullSecrets: [{ name: 'registry' }],
      waitSeconds: 60,
      nodeSelector: { pool: 'platform' },
      tolerations: [{ key: 'platform', operator: 'Exists' }],
      nodeAffinity: NODE_AFFINITY,
      runtimeClassName: 'gvisor',
      resources: { limits: { cpu: '0.5', memory: '1024Mi' } },
      podSecurityContext: { runAsNonRoot: true },
      containerSecurityContext: { privileged: false },
    };
    const job = jobOf(props);
    expect(job).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: expect.stringMatching(/^console-ui-client-[0-9a-f]{8}$/),
        namespace: 'team-a',
        labels: { ...LABELS, team: 'platform' },
        annotations: {
          'argocd.argoproj.io/hook': 'PostSync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
          'kustomize.toolkit.fluxcd.io/force': 'enabled',
          'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
          'example.com/owner': 'team-a',
        },
      },
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: 960,
        template: {
          metadata: {
            labels: {
              'app.kubernetes.io/component': 'backstage-client',
              'app.kubernetes.io/name': 'openchoreo-control-plane',
              'app.kubernetes.io/instance': 'openchoreo-control-plane',
            },
            annotations: { 'checksum/secret': 'test-hash' },
          },
          spec: {
            restartPolicy: 'Never',
            automountServiceAccountToken: false,
            imagePullSecrets: [{ name: 'registry' }],
            nodeSelector: { pool: 'platform' },
            tolerations: [{ key: 'platform', operator: 'Exists' }],
            affinity: { nodeAffinity: NODE_AFFINITY },
            runtimeClassName: 'gvisor',
            securityContext: { runAsNonRoot: true },
            containers: [
              {
                name: 'register-redirect-urls',
                image: `mirror.example.com/library/node:24@sha256:${'0'.repeat(64)}`,
                imagePullPolicy: 'Always',
                command: ['node', '--input-type=module', '--eval', script],
                env: [
                  { name: 'THUNDER_URL', value: 'http://thunder:8090' },
                  { name: 'CLIENT_ID', value: 'portal' },
                  {
                    name: 'CLIENT_SECRET',
                    valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'oauth-secret' } },
                  },
                  {
                    name: 'REDIRECT_URLS',
                    value: '["https://console.example.com/callback","https://portal.example.com/callback"]',
                  },
                  { name: 'WAIT_SECONDS', value: '60' },
                ],
                resources: { limits: { cpu: '500m', memory: '1Gi' } },
                securityContext: { privileged: false },
              },
            ],
          },
        },
      },
    });
  });

  test('renders the defaults', () => {
    const spec = jobOf().spec?.template.spec;
    for (const field of ['imagePullSecrets', 'nodeSelector', 'tolerations', 'affinity', 'runtimeClassName']) {
      expect(spec).not.toHaveProperty(field);
    }
    expect(spec?.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
    });
    const container = spec?.containers[0];
    expect(container?.resources).toEqual({ requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '128Mi' } });
    expect(container?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    expect(container).toMatchObject({
      image: 'docker.io/library/node:22-alpine',
      imagePullPolicy: 'IfNotPresent',
      env: expect.arrayContaining([
        { name: 'CLIENT_ID', value: CLIENT },
        { name: 'WAIT_SECONDS', value: '300' },
      ]),
    });
  });

  test('accepts resources of cdk8s-plus, and omits them if they are false', () => {
    const resources = { memory: { limit: Size.mebibytes(1024) } };
    expect(jobOf({ resources }).spec?.template.spec?.containers[0]?.resources).toEqual({ limits: { memory: '1Gi' } });
    expect(jobOf({ resources: false }).spec?.template.spec?.containers[0]).not.toHaveProperty('resources');
  });

  test('omits empty security contexts', () => {
    const spec = jobOf({ podSecurityContext: {}, containerSecurityContext: {} }).spec?.template.spec;
    expect(spec).not.toHaveProperty('securityContext');
    expect(spec?.containers[0]).not.toHaveProperty('securityContext');
  });

  test('omits the pull policy if it is false', () => {
    expect(jobOf({ image: { pullPolicy: false } }).spec?.template.spec?.containers[0]).not.toHaveProperty(
      'imagePullPolicy',
    );
  });

  test('reads the client secret from a BackstageSecret', () => {
    const chart = testChart();
    const credentials = new BackstageSecret(chart, 'Secret', { backendSecret: 'test-1', clientSecret: SECRET });
    const job = jobOf({ credentials });
    expect(envOf(job)).toContainEqual({
      name: 'CLIENT_SECRET',
      valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'client-secret' } },
    });
    expect(JSON.stringify(job)).not.toContain(SECRET);
  });

  test('has no hash for an existing Secret, because its values are unknown', () => {
    expect(jobOf().spec?.template.metadata).not.toHaveProperty('annotations');
  });

  test('has the same name each time it is rendered', () => {
    expect(jobOf().metadata?.name).toBe(jobOf().metadata?.name);
  });

  test.each<[string, Partial<BackstageClientRegistrationProps>]>([
    ['redirect URLs', { redirectUrls: URLS.slice(1) }],
    ['Thunder', { thunderUrl: 'http://thunder:8090' }],
    ['client', { clientId: 'portal' }],
    ['image', { image: { tag: '24' } }],
    ['registry Secret', { imagePullSecrets: [{ name: 'registry' }] }],
    ['waiting time', { waitSeconds: 1 }],
    ['node', { nodeSelector: { pool: 'platform' } }],
    ['toleration', { tolerations: [{ operator: 'Exists' }] }],
    ['limit', { resources: false }],
    ['security context', { podSecurityContext: {} }],
    ['secret value', { credentials: { ...CREDENTIALS, contentHash: 'test-hash' } }],
    ['Secret', { credentials: BackstageSecret.fromSecretName('other') }],
    ['release', { release: new Release({ name: 'other' }) }],
  ])('gets a new name for another %s, because Kubernetes does not allow changes to a Job', (_, props) => {
    expect(jobOf(props).metadata?.name).not.toBe(jobOf().metadata?.name);
  });

  test('requires redirect URLs', () => {
    expect(() => jobOf({ redirectUrls: [] })).toThrow(
      "redirectUrls: must not be empty; pass the Deployment's redirectUrl",
    );
  });
});
