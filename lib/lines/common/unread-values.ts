import { type DestinationKind, destinations } from '../../backstage/destinations';
import { portalEndpoints } from '../../backstage/endpoints';
import type { Facts } from '../../values/facts';
import type { PortalValues } from '../../values/rules/portal-values';
import type { Subject } from '../../values/subject';
import type { DependentValues, Unread } from '../../values/unread';
import type { DatabaseSecret } from './database-secret';

// Values that have no effect in all lines while something else is off. Keys that a line does not have are skipped.
// Hosts of a route are not among them: they are the address of the portal or the API, also if another route leads there.

type PortalSubject = Subject<PortalValues>;

/** Consequence of SQLite in an emptyDir. */
const LOSES_DATA = 'so the portal loses its data when Kubernetes replaces the pod';

/** Values of SQLite's claim that apply only to a claim that is rendered. */
const CLAIM_KEYS = ['size', 'claimName', 'storageClassName', 'accessMode'];

/**
 * Returns why nothing reads the connection to PostgreSQL.
 *
 * @param subject values and facts
 * @param changed values that the user set, below `backstage.database.postgresql`
 * @param required what else PostgreSQL requires, as the end of an imperative
 */
export function unreadPostgresql(
  subject: PortalSubject,
  changed: readonly string[],
  required = '',
): Unread | undefined {
  const { type, sqlite } = subject.values.backstage.database;
  if (type === 'postgresql') {
    return undefined;
  }
  const isForOthers = changed.every((key) => key.startsWith('caBundle.'));
  const loss = sqlite.persistence.enabled || isForOthers ? '' : `, ${LOSES_DATA}`;
  return {
    because: `backstage.database.type is sqlite${loss}`,
    ...(isForOthers ? { instead: trustFix(subject) } : { fix: `set backstage.database.type to postgresql${required}` }),
  };
}

/** Keys of PostgreSQL's separate Secret. */
export const SEPARATE_KEYS: DependentValues<
  Subject<{
    readonly backstage: { readonly database: { readonly type?: string; readonly postgresql: DatabaseSecret } };
  }>
> = {
  section: 'backstage.database.postgresql.secretKeys',
  unread({ values: { backstage } }) {
    const { type, postgresql } = backstage.database;
    return type === 'postgresql' && !postgresql.secretName
      ? {
          because: 'backstage.database.postgresql.secretName is empty',
          fix: 'set that to the name of the Secret',
        }
      : undefined;
  },
};

/** Returns how to trust certificates without PostgreSQL. */
function trustFix(subject: PortalSubject): string {
  const option = subject.reproduces('extra-volumes') ? ', with --correct extra-volumes' : '';
  return `remove it. To trust the certificates for another server, such as the identity provider, mount them with backstage.extraVolumes and backstage.extraVolumeMounts${option}. Then set NODE_EXTRA_CA_CERTS in backstage.extraEnv to the path of the file`;
}

/** Values that all lines have. */
export const PORTAL_DEPENDENTS: readonly DependentValues<PortalSubject>[] = [
  {
    section: 'backstage.database.postgresql.caBundle',
    keys: ['key'],
    unread: (subject) =>
      subject.values.backstage.database.type === 'postgresql' &&
      subject.changed('backstage.database.postgresql.caBundle').length === 1
        ? {
            because: 'neither configMap nor secret is set',
            fix: 'set configMap or secret to the name of the object with the certificates',
          }
        : undefined,
  },
  {
    section: 'backstage.database.sqlite',
    keys: ['mountPath', 'persistence'],
    // A claim is not missed with a database outside the pod, so its switch alone contradicts nothing.
    unread: ({ values: { backstage } }, changed) =>
      backstage.database.type === 'postgresql' && changed.some((key) => key !== 'persistence.enabled')
        ? { because: 'backstage.database.type is postgresql' }
        : undefined,
  },
  {
    section: 'backstage.database.sqlite.persistence',
    keys: [...CLAIM_KEYS, 'existingClaim'],
    unread: ({ values: { backstage } }) =>
      backstage.database.type !== 'postgresql' && !backstage.database.sqlite.persistence.enabled
        ? {
            because: `backstage.database.sqlite.persistence.enabled is false, ${LOSES_DATA}`,
            fix: 'set backstage.database.sqlite.persistence.enabled to true',
          }
        : undefined,
  },
  {
    section: 'backstage.database.sqlite.persistence',
    keys: CLAIM_KEYS,
    unread({ values: { backstage } }) {
      const { enabled, existingClaim } = backstage.database.sqlite.persistence;
      return backstage.database.type !== 'postgresql' && enabled && existingClaim
        ? {
            because: 'backstage.database.sqlite.persistence.existingClaim names a claim that exists',
            fix: 'remove existingClaim to render another claim',
          }
        : undefined;
    },
  },
  {
    section: 'backstage.service',
    keys: ['nodePort'],
    unread({ values: { backstage } }) {
      const { type = 'ClusterIP' } = backstage.service;
      return type === 'NodePort'
        ? undefined
        : { because: `backstage.service.type is ${type}`, fix: 'set backstage.service.type to NodePort' };
    },
  },
  {
    section: 'backstage',
    keys: ['replicas'],
    unread(subject) {
      const { replicas, autoscaling } = subject.values.backstage;
      // Equal numbers contradict nothing.
      const { minReplicas = 1 } = autoscaling;
      return autoscaling.enabled && replicas !== minReplicas && !subject.reproduces('replicas-under-autoscaler')
        ? {
            because: 'backstage.autoscaling.enabled is true, so the autoscaler sets the number of pods',
            fix: 'set backstage.autoscaling.minReplicas instead',
          }
        : undefined;
    },
  },
  {
    section: 'backstage.autoscaling',
    keys: [
      'minReplicas',
      'maxReplicas',
      'targetCPUUtilizationPercentage',
      'targetMemoryUtilizationPercentage',
      'behavior',
    ],
    unread({ values: { backstage } }) {
      const { autoscaling, database } = backstage;
      if (autoscaling.enabled) {
        return undefined;
      }
      return database.type === 'postgresql'
        ? { because: 'backstage.autoscaling.enabled is false', fix: 'set backstage.autoscaling.enabled to true' }
        : { because: 'backstage.autoscaling.enabled is false, and SQLite allows only one pod' };
    },
  },
  {
    section: 'backstage.podDisruptionBudget',
    keys: ['minAvailable', 'maxUnavailable'],
    unread(subject, changed) {
      const { enabled, minAvailable } = subject.values.backstage.podDisruptionBudget;
      // The chart would render the default of minAvailable too, and Kubernetes refuses both.
      const isTwice =
        changed.includes('maxUnavailable') && minAvailable !== undefined && subject.reproduces('budget-bounds');
      return enabled
        ? undefined
        : {
            because: 'backstage.podDisruptionBudget.enabled is false',
            fix: `set backstage.podDisruptionBudget.enabled to true${isTwice ? ' and minAvailable to null' : ''}`,
          };
    },
  },
  {
    section: 'backstage.networkPolicy',
    keys: ['ingress', 'egress', 'peers', 'ports'],
    unread: ({ values: { backstage } }) =>
      backstage.networkPolicy.enabled
        ? undefined
        : { because: 'backstage.networkPolicy.enabled is false', fix: 'set backstage.networkPolicy.enabled to true' },
  },
  destinationValues('database', 'backstage.database.type is sqlite'),
  destinationValues('assistant', 'backstage.features.assistant.enabled is false'),
  destinationValues('externalCi', 'the portal calls no external CI system'),
  ...['kubernetesApi', 'telemetry'].map(
    (kind): DependentValues<PortalSubject> => ({
      section: 'backstage.networkPolicy',
      keys: [`ports.${kind}`],
      unread: (subject) =>
        rendersPolicy(subject) && subject.changed(`backstage.networkPolicy.peers.${kind}`).length === 0
          ? {
              because: `backstage.networkPolicy.peers.${kind} is empty`,
              fix: `set backstage.networkPolicy.peers.${kind} to the pods or addresses`,
            }
          : undefined,
    }),
  ),
  {
    section: 'backstage.priorityClass',
    keys: ['value'],
    unread: ({ values: { backstage } }) =>
      backstage.priorityClass.create
        ? undefined
        : { because: 'backstage.priorityClass.create is false', fix: 'set backstage.priorityClass.create to true' },
  },
  {
    section: 'backstage.metrics.serviceMonitor',
    keys: ['namespace', 'interval', 'scrapeTimeout', 'path', 'labels', 'relabelings'],
    unread({ values: { backstage } }) {
      const { enabled, serviceMonitor } = backstage.metrics;
      const path = 'backstage.metrics.serviceMonitor.enabled';
      return serviceMonitor.enabled
        ? undefined
        : { because: `${path} is false`, fix: `set ${path}${enabled ? '' : ' and backstage.metrics.enabled'} to true` };
    },
  },
];

/** Checks whether the NetworkPolicy has rules from the peers and ports of the values. */
function rendersPolicy(subject: PortalSubject): boolean {
  return Boolean(subject.values.backstage.networkPolicy.enabled) && !subject.reproduces('network-policy');
}

/** Returns when nothing reads the peers and ports of a destination: the portal does not connect to it. */
function destinationValues(kind: DestinationKind, because: string): DependentValues<PortalSubject> {
  return {
    section: 'backstage.networkPolicy',
    keys: [`peers.${kind}`, `ports.${kind}`],
    unread: (subject) =>
      rendersPolicy(subject) && !destinations(portalEndpoints(subject.facts.portal)).some((each) => each.kind === kind)
        ? { because }
        : undefined,
  };
}

/** Values and facts that decide whether something reads the settings of the redirect to https. */
interface RedirectSubject {
  readonly facts: Pick<Facts, 'routeKind' | 'baseUrl'>;
}

/**
 * Returns the settings of the redirect to https, beside its switch, and why nothing reads them.
 *
 * @param section path of the route's section
 * @param isOn whether the redirect is switched on
 * @param off returns why no route is rendered; undefined if one is
 */
export function redirectValues<S extends RedirectSubject>(
  section: string,
  isOn: (subject: S) => boolean | undefined,
  off: (subject: S) => Unread | undefined,
): DependentValues<S> {
  return {
    section: `${section}.httpsRedirect`,
    keys: ['sectionName', 'statusCode'],
    unread(subject) {
      if (isOn(subject) || off(subject)) {
        return undefined;
      }
      const path = `${section}.httpsRedirect.enabled`;
      const { routeKind, baseUrl } = subject.facts;
      const isPossible = routeKind === 'HTTPRoute' && baseUrl.startsWith('https:');
      return { because: `${path} is false`, ...(isPossible && { fix: `set ${path} to true` }) };
    },
  };
}

/**
 * Returns why nothing reads the values of the route to the OpenChoreo API, which is not rendered.
 *
 * @param switches values that turn the route on, by path
 * @param changed values that the user set, below the section of the route
 */
export function unreadApiRoute(switches: Readonly<Record<string, unknown>>, changed: readonly string[]): Unread {
  const [off = ''] = Object.entries(switches).find(([, isOn]) => !isOn) ?? [];
  // The release of the control plane renders its own route, from the same values.
  const isShared = changed.every((key) => key === 'annotations');
  return {
    because: `${off} is ${typeof switches[off] === 'number' ? 'empty' : 'false'}`,
    fix: typeof switches[off] === 'number' ? `set ${off}` : `set ${off} to true`,
    ...(isShared && { severity: 'info' }),
  };
}
