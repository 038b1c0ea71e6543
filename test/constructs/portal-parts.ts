import { Chart, Testing } from 'cdk8s';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { BackstageClientRegistration } from '../../lib/constructs/client-registration';
import { BackstageConfigFile } from '../../lib/constructs/config-file';
import { BackstageDatabase } from '../../lib/constructs/database';
import { BackstageDeployment } from '../../lib/constructs/deployment';
import { BackstageExternalSecret } from '../../lib/constructs/external-secret';
import { BackstageHttpsRedirect } from '../../lib/constructs/https-redirect';
import { BackstageIngress } from '../../lib/constructs/ingress';
import { BackstageNetworkPolicy } from '../../lib/constructs/network-policy';
import { OpenchoreoApiRoute } from '../../lib/constructs/openchoreo-api-route';
import { BackstagePodDisruptionBudget } from '../../lib/constructs/pod-disruption-budget';
import { BackstagePriorityClass } from '../../lib/constructs/priority-class';
import { BackstageSecret } from '../../lib/constructs/secret';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { BackstageServiceMonitor } from '../../lib/constructs/service-monitor';
import { BackstageTrafficPolicy } from '../../lib/constructs/traffic-policy';
import { CREDENTIALS, OIDC } from '../support';
import { POSTGRESQL } from './support';

/** Constructs of a portal by id. Each id gives the construct's props in {@link synthesisOf}. */
const HOSTS = [{ host: 'console.example.com', paths: [{ path: '/' }] }];

/** Props of a construct in JavaScript, which may have any type. `undefined` removes a prop. */
export type AnyProps = Readonly<Record<string, unknown>>;

/** Creates a portal with changed props, and returns the message of the error; undefined if synthesis succeeds. */
export function refusalOf(id: string, changed: AnyProps | null, namespace: unknown = 'portal'): string | undefined {
  try {
    const chart = new Chart(Testing.app(), 'team', { namespace: namespace as string, disableResourceNameHashes: true });
    portal(chart, id, changed);
    Testing.synth(chart);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name} `}${error.message}` : String(error);
  }
}

/** Creates the constructs of a portal. The construct with the id gets changed props. */
function portal(chart: Chart, id: string, changed: AnyProps | null): void {
  const props = <Props>(of: string, byDefault: Props): Props => {
    const isChanged = of === id;
    return (isChanged && changed === null ? null : isChanged ? { ...byDefault, ...changed } : byDefault) as Props;
  };
  const sqlite = new BackstageDatabase(chart, 'sqlite', props('sqlite', { type: 'sqlite', persistence: {} }));
  const database = new BackstageDatabase(chart, 'postgresql', props('postgresql', POSTGRESQL));
  const account = new BackstageServiceAccount(chart, 'account', props('account', {}));
  new BackstageSecret(chart, 'secret', props('secret', { backendSecret: 'a-backend-secret', clientSecret: 'b' }));
  const appConfig = new BackstageAppConfig(chart, 'app-config', props('app-config', { appConfig: { a: { b: 1 } } }));
  new BackstageConfigFile(
    chart,
    'file',
    props('file', { volume: 'file', file: 'app-config.x.yaml', configMap: 'file', content: { a: 1 } }),
  );
  const priorityClass = new BackstagePriorityClass(chart, 'priority', props('priority', {}));
  const deployment = new BackstageDeployment(
    chart,
    'deployment',
    props('deployment', {
      database: id === 'sqlite' ? sqlite : database,
      credentials: CREDENTIALS,
      baseUrl: 'https://console.example.com',
      oidc: OIDC,
      appConfig,
      serviceAccount: account,
      priorityClass,
    }),
  );
  const service = new BackstageService(chart, 'service', props('service', { deployment }));
  const route = new BackstageIngress(chart, 'route', props('route', { kind: 'HTTPRoute', service, hosts: HOSTS }));
  new BackstageIngress(chart, 'ingress', props('ingress', { kind: 'Ingress', service, hosts: HOSTS }));
  new BackstageTrafficPolicy(chart, 'policy', props('policy', { route, name: 'p', timeouts: { request: '0s' } }));
  new BackstageHttpsRedirect(chart, 'redirect', props('redirect', { hosts: ['console.example.com'] }));
  new OpenchoreoApiRoute(chart, 'api-route', props('api-route', { hosts: HOSTS }));
  if (id === 'autoscaling') {
    new BackstageAutoscaling(chart, 'autoscaling', props('autoscaling', { target: deployment }));
  }
  new BackstagePodDisruptionBudget(chart, 'budget', props('budget', { deployment }));
  new BackstageNetworkPolicy(chart, 'network-policy', props('network-policy', { deployment }));
  new BackstageServiceMonitor(chart, 'monitor', props('monitor', { service }));
  new BackstageExternalSecret(
    chart,
    'external-secret',
    props('external-secret', {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
    }),
  );
  new BackstageClientRegistration(
    chart,
    'registration',
    props('registration', {
      thunderUrl: 'http://thunder:8090',
      credentials: CREDENTIALS,
      redirectUrls: ['https://console.example.com/callback'],
    }),
  );
}
