import { CONNECTION_PARTS } from '../../../backstage/configured-connection';
import { type DependentValues, type Unread, unreadIn } from '../../../values/unread';
import { unreadCredentials } from '../../common/checks/unread-credentials';
import { CONNECTION } from '../../common/database-secret';
import {
  PORTAL_DEPENDENTS,
  redirectValues,
  SEPARATE_KEYS,
  unreadApiRoute,
  unreadPostgresql,
} from '../../common/unread-values';
import { type CredentialSource, credentialSource, hasKey } from '../credentials';
import type { EffectiveValues } from '../schema';
import type { ChartRule, ChartSubject } from '../subject';

/** The chart accepts these values, but does not use them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Every value that you set has an effect.',
  *check(subject) {
    if (subject.values.backstage.enabled) {
      yield* unreadCredentials(subject, (credential) => hasKey(subject.values, credential));
      yield* unreadIn(subject, [...PORTAL_DEPENDENTS, SEPARATE_KEYS, ...OF_PORTAL, ...OF_API]);
    }
  },
};

/** Values of Backstage that only this line has, or whose condition depends on it. */
const OF_PORTAL: readonly DependentValues<ChartSubject>[] = [
  {
    section: 'backstage.database.postgresql',
    keys: [...CONNECTION_PARTS, 'secretName', 'secretKeys', 'ssl', 'caBundle'],
    unread: (subject, changed) => unreadPostgresql(subject, changed, missingConnection(subject.values)),
  },
  {
    section: 'backstage.secretKeys',
    unread: ({ values }) => UNREAD_KEYS[credentialSource(values)],
  },
  {
    section: 'backstage.secretKeys',
    keys: Object.values(CONNECTION),
    unread: ({ values }) =>
      credentialSource(values) === 'existing' && values.backstage.database.type !== 'postgresql'
        ? { because: 'backstage.database.type is sqlite' }
        : undefined,
  },
  {
    section: 'backstage.secretKeys',
    keys: ['thunderToken'],
    unread: ({ values }) =>
      credentialSource(values) === 'existing' && !values.thunder.enabled
        ? { because: 'thunder.enabled is false' }
        : undefined,
  },
  {
    section: 'backstage.externalSecret',
    keys: ['secretStoreRef.kind', 'refreshInterval', 'target.name'],
    unread({ values }) {
      switch (credentialSource(values)) {
        case 'external':
          return undefined;
        case 'existing':
          return { because: 'backstage.secretName names a Secret that exists' };
        case 'inline':
          return {
            because: 'backstage.externalSecret.secretStoreRef.name is empty',
            fix: 'set secretStoreRef.name and data, which an ExternalSecret requires',
          };
      }
    },
  },
  {
    section: 'backstage.thunder',
    keys: ['baseUrl', 'token'],
    unread: ({ values }) => (values.thunder.enabled ? undefined : { because: 'thunder.enabled is false' }),
  },
  {
    section: 'thunder',
    keys: ['fullnameOverride', 'service.port', 'configuration.server.publicUrl'],
    unread({ values: { thunder, security, global } }, changed) {
      // Without endpoints of another provider, the URLs of Thunder stay in use.
      const isHostRead = !security.oidc.authorizationUrl || !global.baseDomain;
      const keys = changed.filter((key) =>
        key === 'configuration.server.publicUrl' ? !isHostRead : security.oidc.tokenUrl,
      );
      return thunder.enabled ? undefined : { because: 'thunder.enabled is false', keys };
    },
  },
  {
    section: 'backstage.auth.registration',
    keys: [
      'image',
      'waitSeconds',
      'nodeSelector',
      'tolerations',
      'resources',
      'podSecurityContext',
      'containerSecurityContext',
    ],
    unread({ values, facts }) {
      const path = 'backstage.auth.registration.enabled';
      const isPossible = values.security.enabled && !facts.hasExternalProvider;
      return values.backstage.auth.registration.enabled
        ? undefined
        : { because: `${path} is false`, ...(isPossible && { fix: `set ${path} to true` }) };
    },
  },
  {
    section: 'backstage.ingress',
    keys: [
      'kind',
      'className',
      'ingressClassName',
      'annotations',
      'pathType',
      'tls',
      'defaultBackend',
      'parentRefs',
      'timeouts',
      'httpsRedirect',
    ],
    unread: unreadRoute,
  },
  redirectValues('backstage.ingress', ({ values }) => values.backstage.ingress.httpsRedirect.enabled, unreadRoute),
  {
    section: 'backstage.ingress',
    keys: ['pathType'],
    unread: ({ values: { backstage }, facts }) => {
      const paths = (backstage.ingress.hosts ?? []).flatMap(({ paths = [] }) => paths);
      return facts.routeKind && paths.length > 0 && paths.every(({ pathType }) => pathType)
        ? { because: 'each path of backstage.ingress.hosts has its own pathType' }
        : undefined;
    },
  },
];

const API = 'openchoreoApi.ingress';

/** Values of the route to the OpenChoreo API. */
const OF_API: readonly DependentValues<ChartSubject>[] = [
  {
    section: API,
    keys: ['tls'],
    unread: () => ({
      because: 'no rendered object uses it',
      instead: 'remove it, and add the certificate to the Gateway',
    }),
  },
  {
    section: API,
    keys: ['ingressClassName'],
    unread: () => ({ because: 'no rendered object uses it', instead: 'remove it, and create a separate Ingress' }),
  },
  {
    section: API,
    keys: ['annotations', 'parentRefs', 'timeouts'],
    unread({ values: { openchoreoApi, gateway }, facts }, changed) {
      const switches = {
        'openchoreoApi.enabled': openchoreoApi.enabled,
        'openchoreoApi.ingress.enabled': openchoreoApi.ingress.enabled,
        'gateway.enabled': gateway.enabled,
      };
      return facts.rendersApiRoute ? undefined : unreadApiRoute(switches, changed);
    },
  },
];

/** Why nothing reads the keys of a Secret, by the source of the credentials. */
const UNREAD_KEYS = {
  inline: {
    because: 'backstage.secretName is empty',
    fix: 'set backstage.secretName to the name of the Secret that contains all credentials, instead of the values',
  },
  external: { because: 'the ExternalSecret creates the Secret with the default keys' },
  existing: undefined,
} as const satisfies Record<CredentialSource, unknown>;

/** Returns what else PostgreSQL requires, as the end of an imperative. */
function missingConnection(values: EffectiveValues): string {
  const { postgresql } = values.backstage.database;
  const missing = CONNECTION_PARTS.filter((part) => !postgresql[part] && !hasKey(values, CONNECTION[part]));
  const paths = missing.map((part) => `backstage.database.postgresql.${part}`);
  return paths.length > 0 ? `, and set ${paths.join(' and ')}` : '';
}

/** Returns why nothing reads the values of the route to Backstage; undefined if it is rendered. */
function unreadRoute({ values: { backstage }, facts }: ChartSubject): Unread | undefined {
  if (facts.routeKind) {
    return undefined;
  }
  return backstage.ingress.enabled
    ? { because: 'gateway.enabled is false', fix: 'set gateway.enabled to true, or backstage.ingress.kind to Ingress' }
    : { because: 'backstage.ingress.enabled is false', fix: 'set backstage.ingress.enabled to true' };
}
