import { App, Chart, type ChartProps, Size } from 'cdk8s';
import {
  BackstageAutoscaling,
  BackstageDatabase,
  BackstageDeployment,
  BackstageIngress,
  BackstagePodDisruptionBudget,
  BackstageSecret,
  BackstageService,
} from 'cdk8s-openchoreo-backstage';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';

const HOST = 'console.example.com';

/** Portal of a team. It uses the team's PostgreSQL server and Ingress controller. */
class Portal extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps) {
    super(scope, id, props);

    // Objects of the team: two existing Secrets, and a ConfigMap that this chart renders.
    const credentials = kplus.Secret.fromSecretName(this, 'credentials', 'portal-credentials');
    const certificate = kplus.Secret.fromSecretName(this, 'certificate', 'console-tls');
    const settings = new kplus.ConfigMap(this, 'settings', { data: { 'log-level': 'debug' } });

    const deployment = new BackstageDeployment(this, 'deployment', {
      baseUrl: `https://${HOST}`,
      credentials: BackstageSecret.fromSecret(credentials, { backendSecret: 'backend', clientSecret: 'oauth' }),
      database: new BackstageDatabase(this, 'database', {
        type: 'postgresql',
        host: { name: 'postgres', namespace: 'databases' },
        password: { secret: credentials, key: 'postgres' },
        ssl: 'verify-full',
        caBundle: { configMap: kplus.ConfigMap.fromConfigMapName(this, 'authorities', 'postgres-ca') },
      }),
      oidc: {
        authorizationUrl: 'https://id.example.com/authorize',
        tokenUrl: 'https://id.example.com/token',
      },
      env: {
        NODE_ENV: kplus.EnvValue.fromValue('production'),
        LOG_LEVEL: kplus.EnvValue.fromConfigMap(settings, 'log-level'),
      },
      resources: {
        cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(2) },
        memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
      },
    });
    new BackstageAutoscaling(this, 'autoscaling', { target: deployment, minReplicas: 2, maxReplicas: 5 });
    new BackstagePodDisruptionBudget(this, 'disruption-budget', { deployment });

    const service = new BackstageService(this, 'service', { deployment, port: 80 });
    new BackstageIngress(this, 'ingress', {
      kind: 'Ingress',
      service,
      ingressClassName: 'nginx',
      hosts: [{ host: HOST, paths: [{ path: '/' }] }],
      tls: [{ secret: certificate, hosts: [HOST] }],
    });

    new kplus.NetworkPolicy(this, 'only-from-the-controller', {
      selector: deployment,
      ingress: {
        rules: [
          {
            peer: kplus.Namespaces.select(this, 'controller', { names: ['ingress-nginx'] }),
            ports: [kplus.NetworkPolicyPort.tcp(deployment.port.number)],
          },
        ],
      },
    });
  }
}

const app = new App();
new Portal(app, 'portal', { namespace: 'portal', labels: { team: 'portal' }, disableResourceNameHashes: true });
app.synth();
