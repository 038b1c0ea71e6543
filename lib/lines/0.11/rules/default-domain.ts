import { urlToCopy } from '../../../backstage/secrets';
import type { Violation } from '../../../util/violation';
import { isLocalUrl } from '../../common/local-url';
import type { ChartRule, ChartSubject } from '../subject';

/** The URLs of the identity provider and of the API follow from the domain, and not from the URL of the portal. */
export const defaultDomain: ChartRule = {
  id: 'default-domain',
  severity: 'warning',
  about: 'The identity provider and the API leave the default domain and http together with the portal.',
  *check(subject) {
    const { values, facts } = subject;
    const { baseUrl } = facts;
    if (!values.backstage.enabled || !URL.canParse(baseUrl) || isLocalUrl(baseUrl)) {
      return;
    }
    const stale = staleUrls(subject);
    const derived = stale.filter(({ setBy }) => setBy === BASE_DOMAIN);
    if (derived.length > 0) {
      yield ofDomain(subject, derived);
    }
    for (const { setBy, use } of stale.filter((each) => each.setBy !== BASE_DOMAIN)) {
      yield {
        path: setBy,
        message: `must not be local: ${use}, but the portal is at ${urlToCopy(baseUrl)}`,
        fix: 'set it to the URL at which browsers reach the identity provider',
      };
    }
    if (stale.length === 0) {
      yield* unencrypted(subject);
    }
  },
};

const BASE_DOMAIN = 'global.baseDomain';

/** URL at the default domain or on localhost. */
interface StaleUrl {
  /** Path of the value that the URL follows from. */
  readonly setBy: string;
  /** Use of the URL, as part of a sentence. */
  readonly use: string;
  /** Instruction that sets the URL without the domain. */
  readonly instead: string;
}

function staleUrls({ values, facts }: ChartSubject): StaleUrl[] {
  const { security, thunder, openchoreoApi } = values;
  const { authorizationUrl, apiHost } = facts.urls;
  const found: StaleUrl[] = [];
  const isUsed = !facts.hasExternalProvider || security.oidc.authorizationUrl;
  if (security.enabled && isUsed && isLocalUrl(authorizationUrl)) {
    const given = {
      'security.oidc.authorizationUrl': security.oidc.authorizationUrl,
      'thunder.configuration.server.publicUrl': thunder.configuration.server.publicUrl,
    };
    found.push({
      setBy: Object.entries(given).find(([, url]) => url)?.[0] ?? BASE_DOMAIN,
      use: `browsers sign in at ${urlToCopy(authorizationUrl)}`,
      instead: 'security.oidc.authorizationUrl and backstage.thunder.baseUrl to URLs of Thunder',
    });
  }
  if (facts.rendersApiRoute && !openchoreoApi.ingress.hosts?.[0]?.host && isLocalUrl(`http://${apiHost}`)) {
    found.push({
      setBy: BASE_DOMAIN,
      use: `the HTTPRoute to the API has the host ${apiHost}`,
      instead: 'openchoreoApi.ingress.hosts, or openchoreoApi.ingress.enabled to false',
    });
  }
  return found;
}

function ofDomain({ values, facts }: ChartSubject, stale: readonly StaleUrl[]): Violation {
  const { baseDomain, tls } = values.global;
  const protocol = facts.baseUrl.startsWith('https:') && !tls.enabled ? ' and global.tls.enabled to true' : '';
  return {
    path: BASE_DOMAIN,
    message: `is ${baseDomain}, so ${stale.map(({ use }) => use).join(' and ')}, but the portal is at ${urlToCopy(facts.baseUrl)}`,
    fix: `set it to the domain of the control plane${protocol}, or set ${stale.map(({ instead }) => instead).join(', and ')}`,
  };
}

/** Finds a sign-in without encryption, although the portal has an https URL. */
function* unencrypted({ values, facts }: ChartSubject): Iterable<Violation> {
  const { security, thunder, global } = values;
  const { authorizationUrl } = facts.urls;
  const isDerived = !security.oidc.authorizationUrl && !thunder.configuration.server.publicUrl;
  const isMixed = facts.baseUrl.startsWith('https:') && authorizationUrl.startsWith('http:');
  if (security.enabled && !facts.hasExternalProvider && isDerived && isMixed) {
    yield {
      path: 'global.tls.enabled',
      message: `is ${global.tls.enabled ?? 'empty'}, so browsers sign in at ${urlToCopy(authorizationUrl)}, but the URL of the portal begins with https`,
      fix: 'set it to true, or set security.oidc.authorizationUrl and backstage.thunder.baseUrl to https URLs of Thunder',
    };
  }
}
