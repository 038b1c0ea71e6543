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
import { isExternal } from '../credentials';
import { DEFAULTS } from '../profile';
import type { ChartRule, ChartSubject } from '../subject';

/** The schema accepts these values, but no object of the portal uses them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Every value that you set has an effect.',
  *check(subject) {
    const { values, release } = subject;
    const { backstage, fullnameOverride } = values;
    if (!backstage.enabled) {
      return;
    }
    const selects = fullnameOverride === release.chartName;
    if (fullnameOverride && fullnameOverride !== DEFAULTS.fullnameOverride && !selects) {
      yield {
        path: 'fullnameOverride',
        message: 'names no object since chart version 1.0: only selectors of the chart read it',
        fix: 'remove it, and set backstage.name instead',
      };
    }
    yield* unreadCredentials(subject, () => true);
    yield* unreadIn(subject, [...PORTAL_DEPENDENTS, SEPARATE_KEYS, ...OF_PORTAL, ...OF_API]);
  },
};

const CI = 'backstage.externalCI';

/** Values of Backstage that only these lines have, or whose condition depends on them. */
const OF_PORTAL: readonly DependentValues<ChartSubject>[] = [
  {
    section: 'backstage.database.postgresql',
    keys: ['secretName', 'secretKeys', 'ssl', 'caBundle'],
    unread: (subject, changed) => unreadPostgresql(subject, changed),
  },
  {
    section: `${CI}.jenkins`,
    keys: ['baseUrl', 'username'],
    unread: ({ facts }) =>
      facts.portal.externalCi?.jenkins
        ? undefined
        : { because: `${CI}.jenkins.enabled is false`, fix: `set ${CI}.jenkins.enabled to true` },
  },
  {
    section: `${CI}.githubActions`,
    keys: ['apiBaseUrl'],
    unread: unreadGithub,
  },
  {
    section: `${CI}.githubActions`,
    keys: ['host'],
    // The sign-in to GitHub uses the host too.
    unread: (subject) => (subject.facts.portal.externalCi?.githubOauth ? undefined : unreadGithub(subject)),
  },
  {
    section: 'backstage.secretKeys',
    unread: ({ values }) =>
      isExternal(values) ? { because: 'the ExternalSecret creates the Secret with the default keys' } : undefined,
  },
  secretKeys(
    Object.values(CONNECTION),
    'backstage.database.type is sqlite',
    ({ database }) => database.type === 'postgresql',
  ),
  secretKeys(['jenkinsApiKey'], `${CI}.jenkins.enabled is false`, ({ externalCi }) => externalCi?.jenkins),
  secretKeys(
    ['githubActionsToken'],
    `${CI}.githubActions.enabled is false`,
    ({ externalCi }) => externalCi?.githubActions,
  ),
  secretKeys(
    ['githubOauthClientSecret'],
    `${CI}.githubActions.oauth.clientId is empty`,
    ({ externalCi }) => externalCi?.githubOauth,
  ),
  {
    section: 'backstage.externalSecret',
    keys: ['secretStoreRef.kind', 'refreshInterval'],
    unread: ({ values }) =>
      isExternal(values)
        ? undefined
        : {
            because: 'backstage.externalSecret.secretStoreRef.name is empty',
            fix: 'set secretStoreRef.name and data, which an ExternalSecret requires',
          },
  },
  {
    section: 'backstage.tls',
    keys: ['enabled'],
    unread: ({ facts: { portal }, values }) =>
      values.backstage.tls.enabled && !portal.upgradesToHttps
        ? {
            because: 'backstage.baseUrl does not begin with https',
            fix: 'set backstage.baseUrl to the https URL of the portal',
          }
        : undefined,
  },
  {
    section: 'backstage.http',
    keys: ['annotations', 'className', 'pathType', 'tls', 'defaultBackend', 'parentRefs', 'timeouts', 'httpsRedirect'],
    unread: unreadRoute,
  },
  redirectValues('backstage.http', ({ values }) => values.backstage.http.httpsRedirect.enabled, unreadRoute),
];

/** Values of the route to the OpenChoreo API. */
const OF_API: readonly DependentValues<ChartSubject>[] = [
  {
    section: 'openchoreoApi.http',
    keys: ['annotations', 'parentRefs', 'timeouts'],
    unread({ values: { openchoreoApi, gateway }, facts }, changed) {
      const switches = {
        'openchoreoApi.enabled': openchoreoApi.enabled,
        'openchoreoApi.http.enabled': openchoreoApi.http.enabled,
        'gateway.enabled': gateway.enabled,
        'openchoreoApi.http.hostnames': (openchoreoApi.http.hostnames ?? []).length,
      };
      return facts.rendersApiRoute ? undefined : unreadApiRoute(switches, changed);
    },
  },
];

/** Returns keys of the Secret that the portal reads only if it uses something. */
function secretKeys(
  keys: readonly string[],
  because: string,
  isRead: (portal: ChartSubject['facts']['portal']) => unknown,
): DependentValues<ChartSubject> {
  return {
    section: 'backstage.secretKeys',
    keys,
    unread: ({ values, facts }) => (isExternal(values) || isRead(facts.portal) ? undefined : { because }),
  };
}

function unreadGithub({ facts }: ChartSubject): Unread | undefined {
  return facts.portal.externalCi?.githubActions
    ? undefined
    : { because: `${CI}.githubActions.enabled is false`, fix: `set ${CI}.githubActions.enabled to true` };
}

/** Returns why nothing reads the values of the route to Backstage; undefined if it is rendered. */
function unreadRoute({ values: { backstage }, facts }: ChartSubject): Unread | undefined {
  if (facts.routeKind) {
    return undefined;
  }
  const { enabled, hostnames = [] } = backstage.http;
  if (!enabled) {
    return { because: 'backstage.http.enabled is false', fix: 'set backstage.http.enabled to true' };
  }
  return hostnames.length === 0
    ? { because: 'backstage.http.hostnames is empty', fix: 'set backstage.http.hostnames to the host of the portal' }
    : { because: 'gateway.enabled is false', fix: 'set gateway.enabled to true, or backstage.http.className' };
}
