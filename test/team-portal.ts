// A custom chart that combines this package's constructs with cdk8s-plus-28 objects, without values.
import { Chart, type ChartProps, Size, Testing } from 'cdk8s';
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
} from '../lib';

/** Chart of a team's portal, with a PostgreSQL server and a documentation server. */
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
      credentials: BackstageSecret.fromSecret(credentials, { backendSecret: 'session', clientSecret: 'oauth' }),
      serviceAccount: new kplus.ServiceAccount(this, 'account'),
      baseUrl: 'https://portal.example.com',
      oidc: { authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' },
      image: { registry: 'registry.example.com', pullPolicy: kplus.ImagePullPolicy.ALWAYS },
      imagePullSecrets: [kplus.Secret.fromSecretName(this, 'registry', 'registry-login')],
      env: { LOG_LEVEL: kplus.EnvValue.fromConfigMap(settings, 'level') },
      extraEnv: { GITHUB_TOKEN: kplus.EnvValue.fromSecretValue({ secret: credentials, key: 'github' }) },
      envFrom: [kplus.Env.fromConfigMap(settings, 'TEAM_')],
      startupProbe: kplus.Probe.fromHttpGet('/healthcheck', { failureThreshold: 30 }),
      appConfig: new BackstageAppConfig(this, 'configuration', {
        appConfig: { integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] } },
      }),
      containerSecurityContext: { readOnlyRootFilesystem: true },
      extraVolumes: [kplus.Volume.fromConfigMap(this, 'templates', settings, { name: 'templates' })],
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
      credentials: BackstageSecret.fromSecret(credentials, { clientSecret: 'oauth' }),
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

/** Returns the objects of the chart, in order. */
export function teamPortal(): Manifest[] {
  return Testing.synth(
    new TeamPortal(Testing.app(), 'team', {
      namespace: 'team-a',
      labels: { team: 'a' },
      disableResourceNameHashes: true,
    }),
  );
}

/** Returns an object of the chart by its `<kind> <name>`. */
export function object(identity: string): Manifest | undefined {
  return teamPortal().find(({ kind, metadata }) => `${kind} ${metadata.name}` === identity);
}
