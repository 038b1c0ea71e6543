import type { Chart } from 'cdk8s';
import type { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { BackstageClientRegistration } from '../../lib/constructs/client-registration';
import { BackstageDatabase } from '../../lib/constructs/database';
import { BackstageExternalSecret } from '../../lib/constructs/external-secret';
import { BackstageHttpsRedirect } from '../../lib/constructs/https-redirect';
import { BackstageIngress } from '../../lib/constructs/ingress';
import { BackstageNetworkPolicy } from '../../lib/constructs/network-policy';
import { OpenchoreoApiRoute } from '../../lib/constructs/openchoreo-api-route';
import { BackstagePodDisruptionBudget } from '../../lib/constructs/pod-disruption-budget';
import { BackstagePriorityClass } from '../../lib/constructs/priority-class';
import type { ObjectMetadata } from '../../lib/constructs/resource';
import { BackstageSecret } from '../../lib/constructs/secret';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { BackstageServiceMonitor } from '../../lib/constructs/service-monitor';
import { BackstageTrafficPolicy } from '../../lib/constructs/traffic-policy';
import { CREDENTIALS, testDeployment } from '../support';

/** Props that all constructs share. */
interface Shared {
  readonly release?: Release;
  readonly metadata?: ObjectMetadata;
}

/** Creates one of each construct that renders an object, in one chart. Constructs without dependencies come first. */
export function everyConstruct(chart: Chart, { release, metadata }: Shared = {}): void {
  const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
  const shared = { release, metadata };
  new BackstageServiceAccount(chart, 'ServiceAccount', shared);
  new BackstagePriorityClass(chart, 'PriorityClass', shared);
  new BackstageSecret(chart, 'Secret', { ...shared, backendSecret: 'test-1', clientSecret: 'test-2' });
  new BackstageExternalSecret(chart, 'ExternalSecret', {
    ...shared,
    secretStoreRef: { name: 'vault' },
    data: { backendSecret: { key: 'session' }, clientSecret: { key: 'oauth' } },
  });
  new BackstageClientRegistration(chart, 'Registration', {
    ...shared,
    thunderUrl: 'http://thunder:8090',
    credentials: CREDENTIALS,
    redirectUrls: ['https://console.example.com/callback'],
  });
  new BackstageHttpsRedirect(chart, 'Redirect', { ...shared, hosts: ['console.example.com'] });
  new OpenchoreoApiRoute(chart, 'ApiRoute', { ...shared, hosts });
  const database = new BackstageDatabase(chart, 'Database', { ...shared, type: 'sqlite', persistence: {} });
  const appConfig = new BackstageAppConfig(chart, 'AppConfig', { ...shared, appConfig: { a: '${B}' } });
  const serviceAccount = { name: 'openchoreo-backstage' };
  const deployment = testDeployment(chart, { ...shared, database, appConfig, serviceAccount });
  const service = new BackstageService(chart, 'Service', { deployment, metadata });
  new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment, maxReplicas: 1, metadata });
  new BackstagePodDisruptionBudget(chart, 'PodDisruptionBudget', { deployment, metadata });
  new BackstageNetworkPolicy(chart, 'NetworkPolicy', { deployment, metadata });
  const route = new BackstageIngress(chart, 'HttpRoute', { kind: 'HTTPRoute', service, hosts, metadata });
  new BackstageTrafficPolicy(chart, 'TrafficPolicy', { route, name: 'portal', timeouts: { request: '0s' }, metadata });
  new BackstageIngress(chart, 'Ingress', { kind: 'Ingress', service, hosts, metadata });
  new BackstageServiceMonitor(chart, 'ServiceMonitor', { service, metadata });
}
