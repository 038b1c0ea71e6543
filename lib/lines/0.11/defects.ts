import { urlToCopy } from '../../backstage/secrets';
import { isLocalhost } from '../../kubernetes/dns';
import { isHttpUrl } from '../../kubernetes/http-url';
import { memberOf } from '../../util/members';
import { withoutSlashes } from '../../util/without-slashes';
import type { Defect } from '../../values/defect';
import { portalUrls } from '../common/checks/base-url';
import { crdDefaults } from '../common/crd-defaults';
import {
  apparmorUnconfined,
  budgetBounds,
  budgetSelector,
  claimProtection,
  claimUpdateStrategy,
  duplicateVariables,
  existingPriorityClass,
  healthEndpoints,
  pathRewrite,
  replicasUnderAutoscaler,
  spreadSelector,
  startupProbe,
  unmatchedSelector,
  unusedPeers,
  writableTmp,
} from '../common/defects';
import { fluxSubstitution } from '../common/flux-substitution';
import { REPLACED_CONNECTION, requiredThough } from '../common/replaced-connection';
import { hasDefaultStrategy } from '../common/update-strategy';
import { credentialSource } from './credentials';
import type { DefectId } from './defect-id';
import type { ChartSubject } from './subject';

/**
 * Known defects of the chart, in the order of the table in docs/fidelity.md. The rule `chart-defects` looks for them
 * only if Backstage is enabled.
 */
export const defects: readonly Defect<ChartSubject, DefectId>[] = [
  budgetSelector,
  budgetBounds,
  {
    id: 'network-policy',
    object: 'NetworkPolicy',
    chart: 'selects no pods. In: from ingress-nginx. Out: to the API, to HTTPS in the cluster, to DNS over UDP',
    corrected:
      "selects the Deployment's pods. In: from the Gateway or, with an Ingress, from any pod; from Prometheus. Out: to the API, to PostgreSQL, to the identity provider, to DNS over UDP and TCP, to HTTPS",
    why: 'The policy restricts no pods, and its rules would cut off the portal.',
    effect: 'changes in place; traffic that no rule allows stops',
    *find(subject) {
      yield* unmatchedSelector(subject, 'networkPolicy');
      yield* unusedPeers(subject);
    },
  },
  spreadSelector,
  replicasUnderAutoscaler,
  claimUpdateStrategy,
  claimProtection,
  healthEndpoints,
  startupProbe,
  apparmorUnconfined,
  {
    id: 'pull-secrets',
    object: 'Deployment: `imagePullSecrets`',
    chart: 'only `backstage.imagePullSecrets`',
    corrected: 'also `global.imagePullSecrets`',
    why: 'The value `global.imagePullSecrets` has no effect.',
    effect: 'pods restart if you set the value',
    *find({ values: { global } }) {
      if (isFilled(global.imagePullSecrets)) {
        yield { path: 'global.imagePullSecrets', message: 'has no effect: the chart does not pass them to the pods' };
      }
    },
  },
  writableTmp,
  {
    id: 'api-url',
    object: 'Deployment: OPENCHOREO_API_URL',
    chart: 'calls the Service `<fullname>-api`',
    corrected: 'calls the Service `openchoreoApi.name`',
    why: "The API's Service is named `openchoreoApi.name`.",
    effect: 'pods restart if the names differ',
    *find({ values: { backstage, openchoreoApi }, release }) {
      const { name } = openchoreoApi;
      if (!backstage.openchoreoApi.url && name && name !== release.names.api) {
        yield {
          path: 'openchoreoApi.name',
          message: `is not used in OPENCHOREO_API_URL: the portal calls ${release.names.api}`,
        };
      }
    },
  },
  {
    id: 'derived-urls',
    object: 'Deployment: URLs of Thunder, the bundled identity provider, that follow from its public URL',
    chart: 'contain only the host of `thunder.configuration.server.publicUrl`, with the protocol and port of `global`',
    corrected: 'begin with that URL: protocol, port and path stay',
    why: 'Browsers are sent to a URL at which Thunder does not answer.',
    effect: 'pods restart if a URL changes',
    *find({ values: { backstage, security, thunder }, facts }) {
      const { publicUrl } = thunder.configuration.server;
      const { thunderUrl, authorizationUrl } = facts.urls;
      const used = [
        ...(security.oidc.authorizationUrl ? [] : [authorizationUrl]),
        ...(!thunder.enabled || backstage.thunder.baseUrl ? [] : [thunderUrl]),
      ];
      if (!publicUrl || !isHttpUrl(publicUrl)) {
        return;
      }
      const whole = withoutSlashes(publicUrl);
      const changed = used.find((url) => url !== whole && !url.startsWith(`${whole}/`));
      if (changed === undefined) {
        return;
      }
      yield {
        path: 'thunder.configuration.server.publicUrl',
        message: `loses its protocol, port or path: the URL that follows from it is ${urlToCopy(changed)}`,
      };
    },
  },
  {
    id: 'base-url-slash',
    object: 'Deployment: BACKSTAGE_BASE_URL',
    chart: 'keeps a `/` at the end of the value',
    corrected: 'removes it',
    why: 'URLs below it contain `//`, for example the callback of the sign-in.',
    effect: 'pods restart if the value ends with `/`',
    *find({ values: { backstage }, facts }) {
      if (facts.baseUrl.endsWith('/')) {
        const given = ['backstage.baseUrl', 'backstage.appConfig.app.baseUrl', 'backstage.appConfig.backend.baseUrl'];
        const urls = [backstage.baseUrl, backstage.appConfig?.app?.baseUrl, backstage.appConfig?.backend?.baseUrl];
        yield {
          path: given[urls.findIndex(Boolean)],
          message: 'ends with a slash, so URLs below it contain //',
        };
      }
    },
  },
  pathRewrite,
  {
    id: 'csp-scheme',
    object: 'Deployment: Content Security Policy',
    chart: 'lets browsers upgrade requests to https, whatever the URL is',
    corrected:
      'lets browsers upgrade requests to https if the URL of the portal is https. Otherwise the variable `APP_CONFIG_backend_csp` switches it off, unless you set `backend.csp`',
    why: 'Browsers load the scripts of an http portal with https, so pages stay empty. On localhost, only Safari does.',
    effect: 'pods restart if the URL is http',
    *find(subject) {
      const { backstage } = subject.values;
      const { baseUrl, portalRoute } = subject.facts;
      // The rule `url-scheme` reports a URL that should be https.
      if (!baseUrl.startsWith('http:') || portalRoute?.https !== undefined || setsUpgrade(backstage.appConfig)) {
        return;
      }
      const paths = [portalUrls(backstage)[0]?.path, 'backstage.ingress.hosts', 'global.baseDomain'];
      yield {
        // Most browsers do not upgrade requests to localhost.
        path: isLocalhost(baseUrl) ? undefined : paths.find((path) => path !== undefined && subject.isGiven(path)),
        message: `makes the URL of the portal ${urlToCopy(baseUrl)}, but browsers request its scripts with https, so pages stay empty`,
      };
    },
  },
  {
    id: 'plain-token',
    object: 'Deployment: THUNDER_TOKEN, the API token of Thunder, the bundled identity provider',
    chart: 'plain text',
    corrected: 'a reference to the key `thunder-token` of the Secret',
    why: 'Everyone who can read pods can read the token.',
    effect: 'pods restart if you set a token',
    *find({ facts }) {
      if (typeof facts.portal.thunder?.token === 'string') {
        yield { path: 'backstage.thunder.token', message: 'is rendered as plain text in the pod template' };
      }
    },
  },
  {
    id: 'stale-config',
    object: 'Deployment: pod annotation `checksum/secret`',
    chart: 'absent',
    corrected:
      "HMAC of the rendered Secret's data, with the backend secret as its key; SHA-256 of its strong values if the backend secret is weak",
    why: 'After a change of the Secret, pods use its old data until someone restarts them.',
    effect: 'pods restart now, and whenever the data changes',
    *find({ values }) {
      if (credentialSource(values) === 'inline') {
        yield { message: 'pods use the old data of the Secret until someone restarts them' };
      }
    },
  },
  duplicateVariables,
  {
    ...REPLACED_CONNECTION,
    find: (subject) => {
      const isRendered = credentialSource(subject.values) === 'inline';
      return requiredThough(subject, isRendered ? subject.release.names.secret : undefined);
    },
  },
  existingPriorityClass,
  crdDefaults(({ values, facts }) => ({
    values,
    hasRoute: facts.rendersApiRoute || facts.routeKind === 'HTTPRoute',
    leavesStrategy: values.backstage.enabled === true && hasDefaultStrategy(values.backstage),
  })),
  // The ConfigMap of `appConfig` and the Secret are not affected: the chart does not render the one, the other is base64.
  fluxSubstitution(({ values: { backstage } }) => ({
    ...backstage,
    appConfig: undefined,
    backendSecret: undefined,
    auth: { ...backstage.auth, clientSecret: undefined },
    database: { ...backstage.database, postgresql: { ...backstage.database.postgresql, password: undefined } },
  })),
];

/** Checks whether `appConfig` decides whether browsers upgrade requests. */
function setsUpgrade(appConfig: ChartSubject['values']['backstage']['appConfig']): boolean {
  return memberOf(appConfig, 'backend', 'csp', 'upgrade-insecure-requests') !== undefined;
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
