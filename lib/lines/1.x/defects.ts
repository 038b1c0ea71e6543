import type { Defect } from '../../values/defect';
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
import type { DefectId } from './defect-id';
import type { ChartSubject } from './subject';

/**
 * Known defects of the charts 1.0, 1.1 and 1.2, in the order of the tables in the documentation. Each line has some of
 * them. The rule `chart-defects` looks for them only if Backstage is enabled.
 */
export const defects: readonly Defect<ChartSubject, DefectId>[] = [
  budgetSelector,
  budgetBounds,
  {
    id: 'network-policy',
    object: 'NetworkPolicy',
    chart:
      'selects no pods before chart 1.2. In: from ingress-nginx. Out: to the API, to HTTPS in the cluster, to DNS over UDP',
    corrected:
      "selects the Deployment's pods. In: from the Gateway or, with an Ingress, from any pod; from the event forwarder and Prometheus. Out: to the API, to PostgreSQL, to the assistant, to the identity provider, to CI systems, to DNS, to HTTPS",
    why: 'The rules cut off the portal, or the policy restricts no pods.',
    effect: 'changes in place; traffic that no rule allows stops',
    *find(subject) {
      const unmatched = subject.facts.features.policySelectsPods
        ? []
        : [...unmatchedSelector(subject, 'networkPolicy')];
      yield* unmatched;
      if (subject.values.backstage.networkPolicy.enabled && unmatched.length === 0) {
        yield {
          path: 'backstage.networkPolicy.enabled',
          message:
            'allows only ingress-nginx to connect, and no traffic to PostgreSQL or to HTTPS outside the cluster, unless ingress and egress allow more',
        };
      }
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
  writableTmp,
  {
    id: 'api-url',
    object: 'Deployment: OPENCHOREO_API_URL',
    chart: 'calls the port 8080',
    corrected: 'calls the port `openchoreoApi.service.port`',
    why: "The API's Service listens on `openchoreoApi.service.port`.",
    effect: 'pods restart if the ports differ',
    *find({ values: { backstage, openchoreoApi }, release }) {
      const { port } = openchoreoApi.service;
      const { port: ofChart } = release.profile.defaults.openchoreoApi;
      if (!backstage.openchoreoApi.url && port !== undefined && port !== ofChart) {
        yield {
          path: 'openchoreoApi.service.port',
          message: `is not used in OPENCHOREO_API_URL: the portal calls the port ${ofChart}`,
        };
      }
    },
  },
  {
    id: 'stale-config',
    object: 'Deployment: pod annotation `checksum/app-config`',
    chart: 'absent',
    corrected: 'hash of the configuration files',
    why: 'After a change of a ConfigMap, pods use its old content until someone restarts them.',
    effect: 'pods restart now, and whenever a file changes',
    *find() {
      yield { message: 'pods use the old configuration files until someone restarts them' };
    },
  },
  duplicateVariables,
  {
    ...REPLACED_CONNECTION,
    find: (subject) => requiredThough(subject, undefined),
  },
  existingPriorityClass,
  {
    id: 'extra-volumes',
    object: 'Deployment: `extraVolumes` and `extraVolumeMounts`',
    chart: 'writes YAML that is invalid',
    corrected: 'renders them',
    why: 'The chart cannot be rendered with any of them.',
    effect: 'none: Helm refuses such values',
    *find() {
      // The rule `extra-volumes` refuses such values, so there is nothing to warn about.
    },
  },
  {
    id: 'jenkins-always-on',
    object: 'Deployment and ConfigMap: Jenkins',
    chart: 'always configured, with a key of the Secret that must exist',
    corrected: 'configured only if `externalCI.jenkins.enabled` is true',
    why: 'The pods do not start without a key `jenkins-api-key` in the Secret.',
    effect: 'pods restart once',
    *find({ values: { backstage } }) {
      if (!backstage.externalCI.jenkins.enabled) {
        yield { message: 'the Secret must have the key jenkins-api-key, although the portal uses no Jenkins' };
      }
    },
  },
  {
    id: 'postgresql-tls',
    object: 'Deployment: PGSSLMODE',
    chart: '`ssl: true` is `require`, which verifies the certificate with public authorities. It has no other mode',
    corrected: '`ssl` is also a mode, and `caBundle` names the CA certificates; in `exact` too',
    why: 'The portal cannot connect to a server whose certificate a private CA signed.',
    effect: 'none: `ssl: true` is still `require`',
    *find() {
      // The output is the same with and without the fix, so there is nothing to warn about.
    },
  },
  {
    id: 'csp-scheme',
    object: 'ConfigMap: Content Security Policy',
    chart: 'lets browsers upgrade requests to https if `tls.enabled` is true',
    corrected: 'lets browsers upgrade requests to https if `baseUrl` is an https URL',
    why: 'The setting can contradict the URL of the portal.',
    effect: 'pods restart if the setting changes',
    *find({ values: { backstage } }) {
      const isHttps = backstage.baseUrl?.startsWith('https:') === true;
      const path = 'backstage.tls.enabled';
      if (backstage.tls.enabled === true && !isHttps) {
        const message = 'makes browsers request https, but backstage.baseUrl is not an https URL, so pages stay empty';
        yield { path, message };
      } else if (backstage.tls.enabled !== true && isHttps) {
        const message = 'keeps browsers from upgrading requests to https, although backstage.baseUrl is an https URL';
        yield { path, message };
      }
    },
  },
  pathRewrite,
  {
    id: 'large-numbers',
    object: 'Deployment: numbers in variables',
    chart: 'writes numbers from a million on with an exponent, such as `1e+06`',
    corrected: 'writes digits',
    why: 'Backstage may not read such a number.',
    effect: 'pods restart if you set such a number',
    *find({ values: { backstage, portalAssistant } }) {
      const numbers = {
        'backstage.catalogSync.frequency': backstage.catalogSync.frequency,
        'backstage.observability.wirelogs.streamTimeoutSeconds': backstage.observability.wirelogs.streamTimeoutSeconds,
        'portalAssistant.service.port': portalAssistant.service.port,
      };
      for (const [path, value = 0] of Object.entries(numbers)) {
        if (Math.abs(value) >= 1e6) {
          yield { path, message: `is written with an exponent, got ${value}` };
        }
      }
    },
  },
  {
    id: 'registry-slash',
    object: 'Deployment: `image`',
    chart: 'keeps a `/` at the end of `global.imageRegistry`',
    corrected: 'removes it',
    why: 'The image reference contains `//`.',
    effect: 'pods restart if the value ends with `/`',
    *find({ values: { global } }) {
      if (global.imageRegistry?.endsWith('/')) {
        yield { path: 'global.imageRegistry', message: 'ends with a slash, so the image reference contains //' };
      }
    },
  },
  {
    id: 'unquoted-texts',
    object: 'all objects: names, the URL of the API, settings of the claim',
    chart: 'written without quotes, so YAML reads `0123` as the number 83, and ` #` begins a comment',
    corrected: 'written with quotes',
    why: 'Kubernetes rejects the objects, or the portal gets another value.',
    effect: 'none: the rule `unquoted-texts` refuses such values',
    *find() {
      // The rule `unquoted-texts` refuses such values, so there is nothing to warn about.
    },
  },
  {
    id: 'policy-without-route',
    object: 'TrafficPolicy of the API',
    chart: 'rendered even if `openchoreoApi.http.hostnames` is empty',
    corrected: 'rendered only with its HTTPRoute',
    why: 'The policy targets an HTTPRoute that does not exist.',
    effect: 'changes in place',
    *find({ facts }) {
      if (facts.exposesApi && !facts.rendersApiRoute && facts.hasTrafficPolicies) {
        yield {
          path: 'openchoreoApi.http.hostnames',
          message: 'is empty, so the TrafficPolicy of the API has no HTTPRoute',
        };
      }
    },
  },
  crdDefaults(({ values, facts }) => ({
    values,
    hasRoute: facts.rendersApiRoute || facts.routeKind === 'HTTPRoute',
    leavesStrategy: values.backstage.enabled === true && hasDefaultStrategy(values.backstage),
  })),
  fluxSubstitution(({ values, facts, release }) => [
    values.backstage,
    release.profile.configFiles(facts.portal, release.names),
  ]),
];
