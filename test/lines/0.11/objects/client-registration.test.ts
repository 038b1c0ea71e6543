import type { Container } from 'kubernetes-types/core/v1';
import { FIDELITIES, type Manifest, type RenderOptions, renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, type PodManifest } from './support';

const REGISTRATION: Values = { backstage: { auth: { registration: { enabled: true } } } };

type Registration = NonNullable<NonNullable<NonNullable<Values['backstage']>['auth']>['registration']>;

function jobOf(manifests: readonly Manifest[]): PodManifest {
  const [job, another] = manifests.filter(({ kind }) => kind === 'Job');
  if (!job || another) {
    throw new Error('one Job must be rendered');
  }
  return job as PodManifest;
}

const job = (values: readonly Values[] = [], options: RenderOptions = {}) =>
  jobOf(renderManifests([BASE, REGISTRATION, ...values], options));

const withRegistration = (registration: Registration): Values => ({ backstage: { auth: { registration } } });

function containerOf({ spec }: PodManifest): Container {
  const [container] = spec.template.spec?.containers ?? [];
  if (!container) {
    throw new Error('the Job must have a container');
  }
  return container;
}

const variable = (of: PodManifest, name: string) => containerOf(of).env?.find((each) => each.name === name);

test.each(FIDELITIES)('adds only a Job in %s', (fidelity) => {
  expect(Object.keys(changesBy(REGISTRATION, { fidelity }))).toEqual([
    expect.stringMatching(/^Job openchoreo-ui-client-[0-9a-f]{8}$/),
  ]);
});

test('renders no Job by default', () => {
  expect(changesBy(withRegistration({ image: { tag: '24' }, waitSeconds: 5 }))).toEqual({});
});

test('the Job has the name and labels of the release', () => {
  const { apiVersion, metadata } = job([{ fullnameOverride: 'portal', global: { commonLabels: { team: 'a' } } }], {
    namespace: 'team-a',
    releaseName: 'console',
  });
  expect(apiVersion).toBe('batch/v1');
  expect(metadata).toMatchObject({
    name: expect.stringMatching(/^portal-ui-client-[0-9a-f]{8}$/),
    namespace: 'team-a',
    labels: { 'app.kubernetes.io/instance': 'console', team: 'a' },
  });
});

test('Argo CD runs the Job after each sync, and Flux recreates it', () => {
  expect(job().metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
    'kustomize.toolkit.fluxcd.io/force': 'enabled',
    'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
  });
});

describe('the variables of the Job', () => {
  test('set the URL of Thunder and the URLs to register', () => {
    expect(containerOf(job()).env).toEqual([
      { name: 'THUNDER_URL', value: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090' },
      { name: 'CLIENT_ID', value: 'openchoreo-backstage-client' },
      {
        name: 'CLIENT_SECRET',
        valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'client-secret' } },
      },
      {
        name: 'REDIRECT_URLS',
        value: '["http://openchoreo.local/api/auth/openchoreo-auth/handler/frame"]',
      },
      { name: 'WAIT_SECONDS', value: '300' },
    ]);
  });

  test.each<[string, Values, string, string]>([
    [
      'thunder.fullnameOverride and service.port',
      { thunder: { fullnameOverride: 'idp', service: { port: 9000 } } },
      'THUNDER_URL',
      'http://idp-service.openchoreo-control-plane.svc.cluster.local:9000',
    ],
    ['auth.clientId', { backstage: { auth: { clientId: 'portal' } } }, 'CLIENT_ID', 'portal'],
    [
      'auth.redirectUrls, in addition to the one that the portal requires',
      { backstage: { auth: { redirectUrls: ['https://a.example.com/cb', 'https://b.example.com/cb'] } } },
      'REDIRECT_URLS',
      '["http://openchoreo.local/api/auth/openchoreo-auth/handler/frame","https://a.example.com/cb","https://b.example.com/cb"]',
    ],
    [
      'auth.redirectUrls with the one that the portal requires',
      {
        backstage: {
          baseUrl: 'https://a.example.com',
          auth: { redirectUrls: ['https://a.example.com/api/auth/openchoreo-auth/handler/frame'] },
        },
      },
      'REDIRECT_URLS',
      '["https://a.example.com/api/auth/openchoreo-auth/handler/frame"]',
    ],
    [
      'baseUrl',
      { backstage: { baseUrl: 'https://console.example.com/portal/' } },
      'REDIRECT_URLS',
      '["https://console.example.com/portal/api/auth/openchoreo-auth/handler/frame"]',
    ],
    ['registration.waitSeconds', withRegistration({ waitSeconds: 60 }), 'WAIT_SECONDS', '60'],
    ['registration.waitSeconds of 0', withRegistration({ waitSeconds: 0 }), 'WAIT_SECONDS', '0'],
    ['no registration.waitSeconds', withRegistration({ waitSeconds: null }), 'WAIT_SECONDS', '300'],
  ])('%s', (_, values, name, value) => {
    expect(variable(job([values]), name)).toEqual({ name, value });
  });

  test.each<[string, Values, Values, object]>([
    [
      'the rendered Secret',
      { backstage: { backendSecret: 'test-backend', auth: { clientSecret: 'test-client' } } },
      {},
      { name: 'openchoreo-backstage-secrets', key: 'client-secret' },
    ],
    [
      'an existing Secret',
      { backstage: { secretName: 'portal-credentials', secretKeys: { clientSecret: 'oauth' } } },
      {},
      { name: 'portal-credentials', key: 'oauth' },
    ],
    [
      'the Secret that the External Secrets Operator creates',
      {
        backstage: {
          externalSecret: {
            secretStoreRef: { name: 'vault' },
            target: { name: 'from-vault' },
            data: { backendSecret: { key: 'backend' }, clientSecret: { key: 'oauth' } },
          },
        },
      },
      {},
      { name: 'from-vault', key: 'client-secret' },
    ],
  ])("the client's secret comes from %s, as for Backstage", (_, credentials, __, secretKeyRef) => {
    const all = renderManifests([credentials, REGISTRATION]);
    expect(variable(jobOf(all), 'CLIENT_SECRET')?.valueFrom).toEqual({ secretKeyRef });
    const deployment = all.find(({ kind }) => kind === 'Deployment') as PodManifest | undefined;
    expect(deployment && variable(deployment, 'OPENCHOREO_AUTH_CLIENT_SECRET')?.valueFrom).toEqual({ secretKeyRef });
    expect(JSON.stringify(all)).not.toContain('test-client');
  });
});

describe('the pods of the Job', () => {
  const DIGEST = `sha256:${'0'.repeat(64)}`;

  test.each<[string, Registration, string]>([
    ['by default', {}, 'docker.io/library/node:22-alpine'],
    ['with a registry', { image: { registry: 'mirror.example.com' } }, 'mirror.example.com/library/node:22-alpine'],
    ['with a repository', { image: { repository: 'team/node' } }, 'team/node:22-alpine'],
    ['with a tag', { image: { tag: '24' } }, 'docker.io/library/node:24'],
    ['with a digest', { image: { digest: DIGEST } }, `docker.io/library/node:22-alpine@${DIGEST}`],
    ['with a digest and no tag', { image: { tag: null, digest: DIGEST } }, `docker.io/library/node@${DIGEST}`],
  ])('run an image with node %s', (_, registration, image) => {
    expect(containerOf(job([withRegistration(registration)]))).toMatchObject({
      image,
      imagePullPolicy: 'IfNotPresent',
      command: ['node', '--input-type=module', '--eval', expect.stringContaining('REDIRECT_URLS')],
    });
  });

  test('pull the image according to pullPolicy', () => {
    const { imagePullPolicy } = containerOf(job([withRegistration({ image: { pullPolicy: 'Always' } })]));
    expect(imagePullPolicy).toBe('Always');
  });

  test("pull the image with Backstage's registry logins, in corrected also with the global ones", () => {
    const logins: Values = {
      global: { imagePullSecrets: [{ name: 'global' }] },
      backstage: { imagePullSecrets: [{ name: 'own' }] },
    };
    const of = (fidelity: RenderOptions['fidelity']) =>
      job([logins], { fidelity }).spec.template.spec?.imagePullSecrets;
    expect(of('exact')).toEqual([{ name: 'own' }]);
    expect(of('corrected')).toEqual([{ name: 'global' }, { name: 'own' }]);
  });

  test.each(FIDELITIES)('match no selector of the release in %s', (fidelity) => {
    const values: Values = {
      fullnameOverride: 'openchoreo-control-plane',
      backstage: {
        networkPolicy: { enabled: true },
        podDisruptionBudget: { enabled: true },
        metrics: { serviceMonitor: { enabled: true } },
      },
    };
    const all = renderManifests([BASE, REGISTRATION, values], { fidelity });
    const labels: Readonly<Record<string, string>> = jobOf(all).spec.template.metadata?.labels ?? {};
    const selectors = matchLabels(all.filter(({ kind }) => kind !== 'Job'));
    expect(selectors.length).toBeGreaterThan(5);
    const matching = selectors.filter((selector) =>
      Object.entries(selector).every(([key, value]) => labels[key] === value),
    );
    expect(matching).toEqual([]);
  });

  const specOf = (...values: Values[]) => job(values).spec.template.spec;
  const portal: Values = {
    backstage: {
      nodeSelector: { pool: 'portal' },
      tolerations: [{ key: 'portal', operator: 'Exists' }],
      podSecurityContext: { runAsUser: null, runAsGroup: null, fsGroup: null, supplementalGroups: [2000] },
    },
  };
  const restricted = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

  test("run on the portal's nodes, with the portal's security context", () => {
    expect(specOf(portal)?.nodeSelector).toEqual({ pool: 'portal' });
    expect(specOf(portal)?.tolerations).toEqual([{ key: 'portal', operator: 'Exists' }]);
    expect(specOf(portal)?.securityContext).toEqual({ ...restricted, supplementalGroups: [2000] });
  });

  test('run on other nodes, which empty values do not restrict', () => {
    const other = { nodeSelector: { pool: 'jobs' }, tolerations: [{ key: 'jobs', operator: 'Exists' as const }] };
    expect(specOf(portal, withRegistration(other))).toMatchObject(other);
    const anywhere = specOf(portal, withRegistration({ nodeSelector: {}, tolerations: [] }));
    expect(anywhere).not.toHaveProperty('nodeSelector');
    expect(anywhere).not.toHaveProperty('tolerations');
  });

  test('have no user and no groups if these are null, as OpenShift requires', () => {
    const nulls = { runAsUser: null, runAsGroup: null, fsGroup: null };
    expect(specOf(withRegistration({ podSecurityContext: nulls }))?.securityContext).toEqual(restricted);
    expect(specOf({ backstage: { podSecurityContext: nulls } })?.securityContext).toEqual(restricted);
  });

  test('have a security context that merges with the one of the portal', () => {
    const given = specOf(portal, withRegistration({ podSecurityContext: { runAsUser: 1001 } }));
    expect(given?.securityContext).toEqual({ ...restricted, supplementalGroups: [2000], runAsUser: 1001 });
    expect(specOf(withRegistration({ podSecurityContext: null }))).not.toHaveProperty('securityContext');
  });

  test('have a container security context and resources that merge with the defaults', () => {
    const { securityContext, resources } = containerOf(
      job([
        withRegistration({
          containerSecurityContext: { readOnlyRootFilesystem: null, runAsUser: 1001 },
          resources: { limits: { memory: '256Mi' }, requests: { cpu: null } },
        }),
      ]),
    );
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsUser: 1001,
    });
    expect(resources).toEqual({ requests: { memory: '64Mi' }, limits: { memory: '256Mi' } });
    const none = containerOf(job([withRegistration({ containerSecurityContext: null, resources: null })]));
    expect(none).not.toHaveProperty('securityContext');
    expect(none).not.toHaveProperty('resources');
  });

  test('get no Kubernetes token, no fixed user and no writable disk', () => {
    const { spec } = job().spec.template;
    expect(spec).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true },
    });
    expect(containerOf(job()).securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  });
});

/** Returns every map of labels that a selector in the objects contains. */
function matchLabels(value: unknown, key = ''): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const isSelector = (key === 'selector' && !('matchLabels' in value)) || key === 'matchLabels';
  return isSelector && Object.values(value).every((label) => typeof label === 'string')
    ? [value as Record<string, string>]
    : Object.entries(value).flatMap(([below, member]) => matchLabels(member, below));
}

describe('the name of the Job', () => {
  const nameOf = (...values: Values[]) => job(values).metadata.name;

  test.each<[string, Values]>([
    ['the URLs', { backstage: { auth: { redirectUrls: ['https://a.example.com/cb'] } } }],
    ['the client', { backstage: { auth: { clientId: 'portal' } } }],
    ['the image', withRegistration({ image: { tag: '24' } })],
    ['the time to wait', withRegistration({ waitSeconds: 1 })],
    ["the client's secret", { backstage: { auth: { clientSecret: 'test-client' } } }],
    ['the address of Thunder', { thunder: { service: { port: 9000 } } }],
  ])('changes with %s, because a Job is immutable', (_, values) => {
    expect(nameOf(values)).not.toBe(nameOf());
  });

  test('changes with nothing else', () => {
    const others: Values = {
      global: { commonLabels: { team: 'a' } },
      backstage: { networkPolicy: { enabled: true }, podLabels: { team: 'a' } },
    };
    expect(nameOf(others)).toBe(nameOf());
  });

  test('is short enough to label pods with', () => {
    const { name } = job([{ fullnameOverride: 'x'.repeat(44) }]).metadata;
    expect(name).toHaveLength(63);
  });
});
