// Combines every construct with objects of cdk8s-plus. The test replaces the cdk8s-plus version in the import.
import { App, Chart, Size } from 'cdk8s';
import * as openchoreo from 'cdk8s-openchoreo-backstage';
import * as kplus from 'cdk8s-plus-28';

const oidc = { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' };
const app = new App();
const chart = new Chart(app, 'composed', { disableResourceNameHashes: true });
const postgres = new kplus.Service(chart, 'postgres', { ports: [{ port: 6432 }], metadata: { namespace: 'data' } });
const login = kplus.Secret.fromSecretName(chart, 'login', 'login');
const ca = kplus.ConfigMap.fromConfigMapName(chart, 'ca', 'ca');
const credentials = new openchoreo.BackstageSecret(chart, 'secret', { backendSecret: 'a', clientSecret: 'b' });
const database = new openchoreo.BackstageDatabase(chart, 'database', {
  type: 'postgresql',
  host: postgres,
  password: { secret: login, key: 'password' },
  caBundle: { configMap: ca },
});
const deployment = new openchoreo.BackstageDeployment(chart, 'deployment', {
  baseUrl: 'https://console.example.com',
  credentials,
  database,
  oidc,
  serviceAccount: new kplus.ServiceAccount(chart, 'account'),
  image: { pullPolicy: kplus.ImagePullPolicy.ALWAYS },
  imagePullSecrets: [login],
  extraEnv: {
    TEXT: kplus.EnvValue.fromValue('text'),
    SECRET: login.envValue('key'),
    POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
  },
  envFrom: [kplus.Env.fromConfigMap(ca, 'CA_'), kplus.Env.fromSecret(login)],
  livenessProbe: kplus.Probe.fromHttpGet('/live'),
  readinessProbe: kplus.Probe.fromTcpSocket(),
  startupProbe: kplus.Probe.fromCommand(['true']),
  extraVolumes: [
    kplus.Volume.fromConfigMap(chart, 'settings', ca),
    kplus.Volume.fromEmptyDir(chart, 'scratch', 'scratch', { sizeLimit: Size.gibibytes(1) }),
  ],
  extraVolumeMounts: [{ name: 'scratch', mountPath: '/scratch' }],
  resources: {
    cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
    memory: { request: Size.mebibytes(256) },
  },
  appConfig: new openchoreo.BackstageAppConfig(chart, 'configuration', { appConfig: { app: { title: 'Portal' } } }),
  priorityClass: new openchoreo.BackstagePriorityClass(chart, 'priority'),
});
deployment.addEnv({ ADDED: kplus.EnvValue.fromValue('later') });
deployment.addVolume(kplus.Volume.fromSecret(chart, 'added', login), { mountPath: '/login', readOnly: true });
const service = new openchoreo.BackstageService(chart, 'service', { deployment, type: kplus.ServiceType.NODE_PORT });
const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
new openchoreo.BackstageIngress(chart, 'route', { kind: 'HTTPRoute', service, hosts });
new openchoreo.BackstageIngress(chart, 'ingress', {
  kind: 'Ingress',
  service,
  hosts: [{ host: 'console.example.com', paths: [{ path: '/', pathType: kplus.HttpIngressPathType.PREFIX }] }],
  tls: [{ hosts: ['console.example.com'], secret: login }],
});
new openchoreo.BackstageHttpsRedirect(chart, 'redirect', { hosts: ['console.example.com'] });
new openchoreo.BackstageAutoscaling(chart, 'autoscaling', { target: deployment });
new openchoreo.BackstagePodDisruptionBudget(chart, 'budget', { deployment });
new openchoreo.BackstageNetworkPolicy(chart, 'policy', { deployment });
new openchoreo.BackstageServiceMonitor(chart, 'monitor', { service });
new openchoreo.BackstageServiceAccount(chart, 'unused');
new openchoreo.BackstageExternalSecret(chart, 'external', {
  secretStoreRef: { name: 'store' },
  targetName: 'external',
  data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
});
new openchoreo.BackstageClientRegistration(chart, 'registration', {
  credentials,
  thunderUrl: 'http://thunder-service:8090',
  redirectUrls: [deployment.redirectUrl],
});
const apiRoute = new openchoreo.OpenchoreoApiRoute(chart, 'api', { hosts });
new openchoreo.BackstageTrafficPolicy(chart, 'timeouts', {
  route: apiRoute,
  name: 'openchoreo-api-mcp-timeout',
  timeouts: { request: '0s', streamIdle: '24h' },
});
new kplus.NetworkPolicy(chart, 'plus-policy', { selector: deployment, ingress: { rules: [{ peer: deployment }] } });
new kplus.Ingress(chart, 'plus-ingress', { rules: [{ backend: service.toIngressBackend(), path: '/' }] });
new kplus.Service(chart, 'plus-service', { selector: deployment, ports: [{ port: 80 }] });
new kplus.Deployment(chart, 'neighbour', { containers: [{ image: 'neighbour' }] }).scheduling.colocate(deployment);

const scaled = new Chart(app, 'scaled', { namespace: 'portal' });
const target = new openchoreo.BackstageDeployment(scaled, 'deployment', {
  baseUrl: 'https://console.example.com',
  credentials: openchoreo.BackstageSecret.fromSecretName('portal-credentials'),
  database: new openchoreo.BackstageDatabase(scaled, 'database', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: { secret: { name: 'postgres' }, key: 'password' },
  }),
  oidc,
});
new kplus.HorizontalPodAutoscaler(scaled, 'autoscaler', { target, maxReplicas: 5 });

console.log(app.charts.map((each) => `${each.node.id}: ${each.toJson().length}`).join(', '));
