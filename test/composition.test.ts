// A team composes the portal in a chart of its own, beside objects of cdk8s-plus-28 and without values.
import { Chart, type ChartProps, Size, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  BackstageAppConfig,
  BackstageAutoscaling,
  BackstageClientRegistration,
  BackstageDatabase,
  BackstageDeployment,
  BackstageHttpsRedirect,
  BackstageIngress,
  BackstageSecret,
  BackstageService,
  BackstageServiceMonitor,
  type Manifest,
  patchObjects,
  Release,
} from '../lib';
import { identities, LABELS, manifestOf, manifests, POD_LABELS, testChart, testDeployment } from './support';

/** The portal of a team, with a PostgreSQL server and a documentation server of its own. */
class TeamPortal extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);
    const credentials = new kplus.Secret(this, 'credentials', {
      stringData: {
        session: 'test-session',
        oauth: 'test-oauth',
        postgres: 'test-postgres',
        github: 'test-github',
      },
    });
    const postgresql = new kplus.StatefulSet(this, 'postgresql', {
      containers: [
        {
          image: 'postgres:17',
          portNumber: 5432,
          envVariables: {
            POSTGRES_PASSWORD: kplus.EnvValue.fromSecretValue({ secret: credentials, key: 'postgres' }),
          },
        },
      ],
      service: new kplus.Service(this, 'database', { ports: [{ port: 5432 }] }),
    });
    const docs = new kplus.Deployment(this, 'docs', { containers: [{ image: 'docs:1', portNumber: 8080 }] });
    const settings = new kplus.ConfigMap(this, 'settings', { data: { level: 'debug' } });

    const portal = new BackstageDeployment(this, 'portal', {
      database: new BackstageDatabase(this, 'portal-database', {
        type: 'postgresql',
        host: postgresql.service,
        password: { secret: credentials, key: 'postgres' },
      }),
      secret: BackstageSecret.fromSecret(credentials, { backendSecret: 'session', clientSecret: 'oauth' }),
      serviceAccount: new kplus.ServiceAccount(this, 'account'),
      baseUrl: 'https://portal.example.com',
      oidc: { authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' },
      image: { registry: 'registry.example.com', pullPolicy: kplus.ImagePullPolicy.ALWAYS },
      imagePullSecrets: [kplus.Secret.fromSecretName(this, 'registry', 'registry-login')],
      env: { LOG_LEVEL: kplus.EnvValue.fromConfigMap(settings, 'level') },
      extraEnv: { GITHUB_TOKEN: kplus.EnvValue.fromSecretValue({ secret: credentials, key: 'github' }) },
      envFrom: [{ configMapRef: { name: settings.name } }],
      appConfig: new BackstageAppConfig(this, 'configuration', {
        appConfig: { integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] } },
      }),
      containerSecurityContext: { readOnlyRootFilesystem: true },
      extraVolumes: [{ name: 'templates', configMap: { name: settings.name } }],
      extraVolumeMounts: [{ name: 'templates', mountPath: '/templates', readOnly: true }],
      podLabels: { team: 'a' },
      terminationGracePeriodSeconds: 60,
      resources: {
        cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(1) },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
      },
    });
    new BackstageAutoscaling(this, 'autoscaling', { target: portal, minReplicas: 2, maxReplicas: 6 });
    const service = new BackstageService(this, 'service', { deployment: portal, port: 80 });
    new BackstageIngress(this, 'ingress', {
      kind: 'Ingress',
      service,
      ingressClassName: 'nginx',
      hosts: [
        {
          host: 'portal.example.com',
          paths: [{ path: '/', pathType: kplus.HttpIngressPathType.PREFIX }],
        },
      ],
      tls: [
        {
          hosts: ['portal.example.com'],
          secret: kplus.Secret.fromSecretName(this, 'certificate', 'portal-tls'),
        },
      ],
    });

    new BackstageServiceMonitor(this, 'monitor', { service, namespace: 'observability', interval: '1m' });
    new BackstageClientRegistration(this, 'registration', {
      thunderUrl: 'http://thunder-service.identity.svc.cluster.local:8090',
      secret: BackstageSecret.fromSecret(credentials, { clientSecret: 'oauth' }),
      redirectUrls: [portal.redirectUrl],
    });
    new BackstageHttpsRedirect(this, 'redirect', {
      hosts: ['portal.example.com'],
      parentRefs: [{ name: 'shared', namespace: 'gateways', sectionName: 'http' }],
    });

    const intranet = new kplus.Ingress(this, 'intranet');
    intranet.addHostRule('intranet.example.com', '/portal', service.toIngressBackend());
    new kplus.NetworkPolicy(this, 'database-access', {
      selector: postgresql,
      ingress: { rules: [{ peer: portal, ports: [kplus.NetworkPolicyPort.tcp(5432)] }] },
    });
    docs.scheduling.colocate(portal, { weight: 50 });

    patchObjects(this, [
      {
        target: { kind: 'StatefulSet', name: postgresql.name },
        patch: [{ op: 'add', path: '/spec/revisionHistoryLimit', value: 2 }],
      },
      {
        target: { kind: 'Deployment', name: portal.name },
        patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 10 }],
      },
    ]);
  }
}

function teamPortal(): Manifest[] {
  return Testing.synth(
    new TeamPortal(Testing.app(), 'team', {
      namespace: 'team-a',
      labels: { team: 'a' },
      disableResourceNameHashes: true,
    }),
  );
}

function object(identity: string): Manifest | undefined {
  return teamPortal().find(({ kind, metadata }) => `${kind} ${metadata.name}` === identity);
}

test('the chart has the objects that were instantiated, and no others', () => {
  expect(identities(teamPortal()).sort()).toEqual([
    'ConfigMap openchoreo-backstage-extra-config',
    'ConfigMap team-settings',
    'Deployment openchoreo-ui',
    'Deployment team-docs',
    'HTTPRoute openchoreo-backstage-redirect',
    'HorizontalPodAutoscaler openchoreo-ui',
    'Ingress openchoreo-ui',
    'Ingress team-intranet',
    expect.stringMatching(/^Job openchoreo-ui-client-[0-9a-f]{8}$/),
    'NetworkPolicy team-database-access',
    'Secret team-credentials',
    'Service openchoreo-ui',
    'Service team-database',
    'ServiceAccount team-account',
    'ServiceMonitor openchoreo-ui',
    'StatefulSet team-postgresql',
  ]);
});

test('every object has the namespace and labels of the chart, but for the one that Prometheus looks for elsewhere', () => {
  const elsewhere = teamPortal().filter(({ metadata }) => metadata.namespace !== 'team-a');
  expect(identities(elsewhere)).toEqual(['ServiceMonitor openchoreo-ui']);
  expect(teamPortal().filter(({ metadata }) => metadata.labels?.team !== 'a')).toEqual([]);
});

test('the portal has the labels of its own besides', () => {
  expect(object('Deployment openchoreo-ui')?.metadata.labels).toEqual({ ...LABELS, team: 'a' });
});

test('the portal reads what the objects of cdk8s-plus-28 hold', () => {
  const key = (name: string) => ({ secretKeyRef: { name: 'team-credentials', key: name } });
  expect(object('Deployment openchoreo-ui')).toHaveProperty('spec.template.spec.containers.0.env', [
    { name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'team-settings', key: 'level' } } },
    { name: 'GITHUB_TOKEN', valueFrom: key('github') },
    { name: 'OPENCHOREO_API_URL', value: 'http://openchoreo-api.team-a.svc.cluster.local:8080/api/v1' },
    { name: 'BACKSTAGE_BASE_URL', value: 'https://portal.example.com' },
    { name: 'BACKEND_SECRET', valueFrom: key('session') },
    { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: 'https://id.example.com/authorize' },
    { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: 'https://id.example.com/token' },
    { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'openchoreo-backstage-client' },
    { name: 'OPENCHOREO_AUTH_CLIENT_SECRET', valueFrom: key('oauth') },
    { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'false' },
    { name: 'DATABASE_CLIENT', value: 'pg' },
    { name: 'POSTGRES_HOST', value: 'team-database.team-a.svc.cluster.local' },
    { name: 'POSTGRES_PORT', value: '5432' },
    { name: 'POSTGRES_USER', value: 'backstage' },
    { name: 'POSTGRES_PASSWORD', valueFrom: key('postgres') },
    { name: 'POSTGRES_DB', value: 'backstage' },
  ]);
});

test('the portal runs as the account of the team, with its resources and pull policy', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.spec.serviceAccountName', 'team-account');
  expect(spec).toHaveProperty('template.spec.containers.0.imagePullPolicy', 'Always');
  expect(spec).toHaveProperty('template.spec.containers.0.resources', {
    limits: { cpu: '1', memory: '1Gi' },
    requests: { cpu: '500m', memory: '512Mi' },
  });
});

test('the portal is pulled from the registry of the team, with its login', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty(
    'template.spec.containers.0.image',
    'registry.example.com/openchoreo/openchoreo-ui:v0.11.0',
  );
  expect(spec).toHaveProperty('template.spec.imagePullSecrets', [{ name: 'registry-login' }]);
});

test('the portal reads its configuration and templates from volumes, and writes to /tmp alone', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.spec.volumes', [
    { name: 'extra-app-config', configMap: { name: 'openchoreo-backstage-extra-config' } },
    { name: 'tmp', emptyDir: {} },
    { name: 'templates', configMap: { name: 'team-settings' } },
  ]);
  expect(spec).toHaveProperty(
    'template.spec.containers.0.volumeMounts',
    ['extra-app-config', 'tmp', 'templates'].map((name) => expect.objectContaining({ name })),
  );
  expect(spec).toHaveProperty('template.metadata.annotations', {
    'checksum/app-config': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the pods have labels of the team besides those that selectors look for', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.metadata.labels', { ...POD_LABELS, team: 'a' });
  expect(spec).toHaveProperty('selector.matchLabels', POD_LABELS);
});

test('the redirect URL of the portal is registered with the secret of the team', () => {
  const job = teamPortal().find(({ kind }) => kind === 'Job');
  expect(job).toHaveProperty(
    'spec.template.spec.containers.0.env',
    expect.arrayContaining([
      { name: 'CLIENT_SECRET', valueFrom: { secretKeyRef: { name: 'team-credentials', key: 'oauth' } } },
      { name: 'REDIRECT_URLS', value: '["https://portal.example.com/api/auth/openchoreo-auth/handler/frame"]' },
    ]),
  );
});

test('Prometheus finds the Service of the portal, in its namespace', () => {
  expect(object('ServiceMonitor openchoreo-ui')).toMatchObject({
    metadata: { namespace: 'observability' },
    spec: {
      namespaceSelector: { matchNames: ['team-a'] },
      selector: { matchLabels: POD_LABELS },
      endpoints: [{ port: 'http', interval: '1m' }],
    },
  });
});

test('the redirect is at the listener of the Gateway that is named', () => {
  expect(object('HTTPRoute openchoreo-backstage-redirect')).toHaveProperty('spec.parentRefs', [
    { name: 'shared', namespace: 'gateways', sectionName: 'http' },
  ]);
});

test('objects of both packages can be patched', () => {
  expect(object('StatefulSet team-postgresql')).toHaveProperty('spec.revisionHistoryLimit', 2);
  expect(object('Deployment openchoreo-ui')).toHaveProperty('spec.minReadySeconds', 10);
});

test('the autoscaler alone says how many pods there are', () => {
  expect(object('Deployment openchoreo-ui')).not.toHaveProperty('spec.replicas');
  expect(object('HorizontalPodAutoscaler openchoreo-ui')).toHaveProperty('spec.minReplicas', 2);
});

test('both Ingresses lead to the Service of the portal', () => {
  const backend = { service: { name: 'openchoreo-ui', port: { number: 80 } } };
  expect(object('Ingress openchoreo-ui')).toHaveProperty('spec', {
    ingressClassName: 'nginx',
    tls: [{ hosts: ['portal.example.com'], secretName: 'portal-tls' }],
    rules: [{ host: 'portal.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
  });
  expect(object('Ingress team-intranet')).toHaveProperty('spec.rules', [
    { host: 'intranet.example.com', http: { paths: [{ path: '/portal', pathType: 'Prefix', backend }] } },
  ]);
});

test('the pods of the portal, and no others, reach the database', () => {
  expect(object('NetworkPolicy team-database-access')).toHaveProperty('spec.ingress', [
    {
      from: [
        {
          podSelector: { matchLabels: POD_LABELS },
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
        },
      ],
      ports: [{ port: 5432, protocol: 'TCP' }],
    },
  ]);
});

test('the documentation is near the pods of the portal', () => {
  expect(object('Deployment team-docs')).toHaveProperty(
    'spec.template.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.podAffinityTerm',
    { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: POD_LABELS }, namespaces: ['team-a'] },
  );
});

test('the YAML has neither anchors nor aliases', () => {
  expect(Yaml.stringify(...teamPortal())).not.toMatch(/[&*][\w-]+$/m);
});

describe('a Deployment as a part of cdk8s-plus-28', () => {
  test('its pods are selected by a Service', () => {
    const chart = testChart();
    const service = new kplus.Service(chart, 'metrics', {
      selector: testDeployment(chart),
      ports: [{ port: 9464 }],
    });
    expect(manifestOf(service)).toHaveProperty('spec.selector', POD_LABELS);
  });

  test('its pods are what a NetworkPolicy holds for, in their namespace', () => {
    const chart = testChart();
    const selector = testDeployment(chart, { release: new Release({ namespace: 'team-a' }) });
    const policy = manifestOf(new kplus.NetworkPolicy(chart, 'policy', { selector }));
    expect(policy.metadata.namespace).toBe('team-a');
    expect(policy).toHaveProperty('spec.podSelector', { matchLabels: POD_LABELS });
  });

  test('its pods are the far side of a NetworkPolicy, in their namespace', () => {
    const chart = testChart();
    const peer = testDeployment(chart, { release: new Release({ namespace: 'team-a' }) });
    const policy = new kplus.NetworkPolicy(chart, 'policy', {
      ingress: { rules: [{ peer, ports: [kplus.NetworkPolicyPort.tcp(8080)] }] },
    });
    expect(manifestOf(policy)).toHaveProperty('spec.ingress', [
      {
        from: [
          {
            podSelector: { matchLabels: POD_LABELS },
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
          },
        ],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  test('its pods may be called by a workload, which opens both sides', () => {
    const chart = testChart({ namespace: 'team-a' });
    const deployment = testDeployment(chart);
    const client = new kplus.Deployment(chart, 'client', { containers: [{ image: 'client:1' }] });
    client.connections.allowTo(deployment, { ports: [kplus.NetworkPolicyPort.tcp(deployment.port.number)] });
    const policies = manifests(chart).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ spec }) => spec)).toEqual([
      expect.objectContaining({
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              {
                podSelector: { matchLabels: POD_LABELS },
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
              },
            ],
            ports: [{ port: 7007, protocol: 'TCP' }],
          },
        ],
      }),
      expect.objectContaining({ policyTypes: ['Ingress'], podSelector: { matchLabels: POD_LABELS } }),
    ]);
  });

  test('its pods are what other pods keep away from', () => {
    const chart = testChart({ namespace: 'team-a' });
    const batch = new kplus.Deployment(chart, 'batch', { containers: [{ image: 'batch:1' }] });
    batch.scheduling.separate(testDeployment(chart), { topology: kplus.Topology.ZONE });
    expect(manifestOf(batch)).toHaveProperty('spec.template.spec.affinity.podAntiAffinity', {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: 'topology.kubernetes.io/zone',
          labelSelector: { matchLabels: POD_LABELS },
          namespaces: ['team-a'],
        },
      ],
    });
  });

  test('it is scaled by a HorizontalPodAutoscaler, which takes over its replicas', () => {
    const chart = testChart();
    const target = testDeployment(chart);
    const autoscaler = new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
    expect(target.hasAutoscaler).toBe(true);
    expect(manifestOf(autoscaler)).toHaveProperty('spec.scaleTargetRef', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'openchoreo-ui',
    });
    expect(manifestOf(target)).not.toHaveProperty('spec.replicas');
  });

  test('a HorizontalPodAutoscaler refuses it with replicas of its own', () => {
    const chart = testChart();
    const target = testDeployment(chart, { replicas: 2 });
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
    expect(() => manifests(chart)).toThrow('HorizontalPodAutoscaler target cannot have a fixed number of replicas (2)');
  });

  test('a HorizontalPodAutoscaler without metrics refuses it without resources', () => {
    const chart = testChart();
    const target = testDeployment(chart, { resources: null });
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
    expect(() => manifests(chart)).toThrow('must have a CPU or memory resource constraint defined');
  });

  test('its scaling target has the image and resources of the container', () => {
    const { containers } = testDeployment(testChart()).toScalingTarget();
    expect(containers.map(({ image }) => image)).toEqual(['ghcr.io/openchoreo/openchoreo-ui:v0.11.0']);
    expect(containers[0]?.resources).toEqual({
      cpu: { limit: kplus.Cpu.millis(2000), request: kplus.Cpu.millis(200) },
      memory: { limit: Size.kibibytes(2 * 1024 * 1024), request: Size.kibibytes(256 * 1024) },
    });
  });
});
