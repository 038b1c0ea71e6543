import { Yaml } from 'cdk8s';
import { PARENT } from './crd-defaults';
import { identities, LABELS, POD_LABELS } from './support';
import { object, teamPortal } from './team-portal';

// A custom chart that combines this package's constructs with cdk8s-plus-28 objects, without values.

test('renders the objects of the constructs, and no others', () => {
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

test('adds namespace and labels of the chart to every object, except the namespace of the ServiceMonitor', () => {
  const elsewhere = teamPortal().filter(({ metadata }) => metadata.namespace !== 'team-a');
  expect(identities(elsewhere)).toEqual(['ServiceMonitor openchoreo-ui']);
  expect(teamPortal().filter(({ metadata }) => metadata.labels?.team !== 'a')).toEqual([]);
});

test('adds the labels of the release to the portal', () => {
  expect(object('Deployment openchoreo-ui')?.metadata.labels).toEqual({ ...LABELS, team: 'a' });
});

test('reads variables of the portal from cdk8s-plus-28 objects', () => {
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

test('reads all keys of a ConfigMap, and renders the startup probe of the team', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.spec.containers.0.envFrom', [
    { prefix: 'TEAM_', configMapRef: { name: 'team-settings' } },
  ]);
  expect(spec).toHaveProperty('template.spec.containers.0.startupProbe', {
    httpGet: { path: '/healthcheck', port: 7007, scheme: 'HTTP' },
    failureThreshold: 30,
  });
});

test('runs the portal with the ServiceAccount, resources and pull policy of the team', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.spec.serviceAccountName', 'team-account');
  expect(spec).toHaveProperty('template.spec.containers.0.imagePullPolicy', 'Always');
  expect(spec).toHaveProperty('template.spec.containers.0.resources', {
    limits: { cpu: '1', memory: '1Gi' },
    requests: { cpu: '500m', memory: '512Mi' },
  });
});

test('pulls the image from the registry of the team, with its Secret', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty(
    'template.spec.containers.0.image',
    'registry.example.com/openchoreo/openchoreo-ui:v0.11.0',
  );
  expect(spec).toHaveProperty('template.spec.imagePullSecrets', [{ name: 'registry-login' }]);
});

test('mounts configuration and templates, and makes only /tmp writable', () => {
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

test('adds labels of the team to the pods, but not to the selector', () => {
  const spec = object('Deployment openchoreo-ui')?.spec;
  expect(spec).toHaveProperty('template.metadata.labels', { ...POD_LABELS, team: 'a' });
  expect(spec).toHaveProperty('selector.matchLabels', POD_LABELS);
});

test('registers the redirect URL with the client secret of the team', () => {
  const job = teamPortal().find(({ kind }) => kind === 'Job');
  expect(job).toHaveProperty(
    'spec.template.spec.containers.0.env',
    expect.arrayContaining([
      { name: 'CLIENT_SECRET', valueFrom: { secretKeyRef: { name: 'team-credentials', key: 'oauth' } } },
      { name: 'REDIRECT_URLS', value: '["https://portal.example.com/api/auth/openchoreo-auth/handler/frame"]' },
    ]),
  );
});

test('lets Prometheus select the Service of the portal in its namespace', () => {
  expect(object('ServiceMonitor openchoreo-ui')).toMatchObject({
    metadata: { namespace: 'observability' },
    spec: {
      namespaceSelector: { matchNames: ['team-a'] },
      selector: { matchLabels: POD_LABELS },
      endpoints: [{ port: 'http', interval: '1m' }],
    },
  });
});

test('attaches the redirect to the listener in parentRefs', () => {
  expect(object('HTTPRoute openchoreo-backstage-redirect')).toHaveProperty('spec.parentRefs', [
    { ...PARENT, name: 'shared', namespace: 'gateways', sectionName: 'http' },
  ]);
});

test('patches objects of both packages', () => {
  expect(object('StatefulSet team-postgresql')).toHaveProperty('spec.revisionHistoryLimit', 2);
  expect(object('Deployment openchoreo-ui')).toHaveProperty('spec.minReadySeconds', 10);
});

test('leaves the number of pods to the autoscaler', () => {
  expect(object('Deployment openchoreo-ui')).not.toHaveProperty('spec.replicas');
  expect(object('HorizontalPodAutoscaler openchoreo-ui')).toHaveProperty('spec.minReplicas', 2);
});

test('routes both Ingresses to the Service of the portal', () => {
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

test('allows only the pods of the portal to connect to the database', () => {
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

test('schedules the documentation near the pods of the portal', () => {
  expect(object('Deployment team-docs')).toHaveProperty(
    'spec.template.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.podAffinityTerm',
    { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: POD_LABELS }, namespaces: ['team-a'] },
  );
});

test('renders YAML without anchors and aliases', () => {
  expect(Yaml.stringify(...teamPortal())).not.toMatch(/[&*][\w-]+$/m);
});
