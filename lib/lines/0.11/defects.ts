import { needsTmp } from '../../backstage/volumes';
import type { Defect } from '../../values/defect';
import type { AffectedValue } from '../../values/subject';
import { crdDefaults } from '../common/crd-defaults';
import {
  apparmorUnconfined,
  claimProtection,
  claimUpdateStrategy,
  healthEndpoints,
  startupProbe,
} from '../common/defects';
import { chartSelector, missingLabel } from '../common/pod-selection';
import { credentialSource } from './credentials';
import type { DefectId } from './defect-id';
import type { ChartSubject } from './subject';

/**
 * Known defects of the chart, in the order of the table in docs/fidelity.md. The rule `chart-defects` looks for them
 * only if Backstage is enabled.
 */
export const defects: readonly Defect<ChartSubject, DefectId>[] = [
  {
    id: 'budget-selector',
    object: 'PodDisruptionBudget: `selector`',
    chart: 'selects the component and `app.kubernetes.io/name: <fullname>`, a label that the pods do not have',
    corrected: "selects the labels of the Deployment's pods",
    why: 'The budget protects no pods.',
    effect: 'changes in place; node drains begin to wait for the budget',
    *find(subject) {
      yield* unmatchedSelector(subject, 'podDisruptionBudget');
    },
  },
  {
    id: 'budget-bounds',
    object: 'PodDisruptionBudget: bounds',
    chart:
      '0 counts as unset; the default `minAvailable` stays if you set `maxUnavailable`, and Kubernetes rejects both',
    corrected: '0 is a bound; `maxUnavailable` replaces the default `minAvailable`',
    why: 'A bound of 0 has no effect, and `maxUnavailable` works only if `minAvailable` is null.',
    effect: 'changes in place',
    *find({ values: { backstage } }) {
      const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
      for (const [key, bound] of Object.entries({ minAvailable, maxUnavailable })) {
        if (enabled && /^0+$/.test(String(bound))) {
          yield { path: `backstage.podDisruptionBudget.${key}`, message: 'has no effect: the chart treats 0 as unset' };
        }
      }
    },
  },
  {
    id: 'network-policy',
    object: 'NetworkPolicy',
    chart: 'selects no pods. In: from ingress-nginx. Out: to the API, to HTTPS in the cluster, to DNS over UDP',
    corrected:
      "selects the Deployment's pods. In: from the Gateway or, with an Ingress, from any pod; from Prometheus. Out: to the API, to PostgreSQL, to the identity provider, to DNS over UDP and TCP, to HTTPS anywhere",
    why: 'The policy restricts no pods, and its rules would cut off the portal.',
    effect: 'changes in place; traffic that no rule allows stops',
    *find(subject) {
      const { networkPolicy } = subject.values.backstage;
      yield* unmatchedSelector(subject, 'networkPolicy');
      if (Object.values(networkPolicy.peers).some(isFilled)) {
        yield {
          path: 'backstage.networkPolicy.peers',
          message: "has no effect: the chart's NetworkPolicy does not use it",
        };
      }
    },
  },
  {
    id: 'spread-selector',
    object: 'Deployment: topology spread',
    chart: 'counts pods with another name label, so no pods of the portal',
    corrected: "counts the Deployment's pods; a custom selector that matches them stays",
    why: 'Pods do not spread over nodes and zones.',
    effect: 'pods restart once; `DoNotSchedule` begins to spread them over the nodes',
    *find({ values: { backstage }, release: { podLabels } }) {
      for (const [index, { labelSelector }] of (backstage.topologySpreadConstraints ?? []).entries()) {
        const missing = missingLabel(labelSelector, podLabels);
        if (missing) {
          const actual = podLabels[missing.key] ?? 'unset';
          yield {
            path: `backstage.topologySpreadConstraints[${index}].labelSelector`,
            message: `matches none of Backstage's pods: their label ${missing.key} is ${actual}, got ${missing.wanted}`,
          };
        }
      }
    },
  },
  {
    id: 'replicas-under-autoscaler',
    object: 'Deployment: `replicas`',
    chart: 'set even if an autoscaler is rendered',
    corrected: 'omitted if an autoscaler is rendered',
    why: 'Every apply overwrites the number of pods that the autoscaler chose.',
    effect: 'falls to 1 for a moment, unless you hand the field over first: see below',
    *find({ values: { backstage } }) {
      const { autoscaling, replicas } = backstage;
      if (autoscaling.enabled && replicas !== undefined) {
        yield {
          path: 'backstage.autoscaling.enabled',
          message: `does not remove replicas from the Deployment: each apply resets the number of pods to ${replicas}`,
        };
      }
    },
  },
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
  {
    id: 'writable-tmp',
    object: 'Deployment: `/tmp`',
    chart: 'a volume only if you set `backstage.tmp`',
    corrected: 'also a volume if the root filesystem is read-only',
    why: 'Backstage has no writable folder for temporary files.',
    effect: 'pods restart if the root filesystem is read-only',
    *find({ values: { backstage }, facts }) {
      const { containerSecurityContext, extraVolumeMounts = [], tmp } = backstage;
      if (tmp === undefined && needsTmp(containerSecurityContext, [...facts.volumeMounts, ...extraVolumeMounts])) {
        yield {
          path: 'backstage.containerSecurityContext.readOnlyRootFilesystem',
          message: 'leaves Backstage without a writable folder for temporary files',
        };
      }
    },
  },
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
    corrected: "hash of the rendered Secret's data",
    why: 'After a change of the Secret, pods use its old data until someone restarts them.',
    effect: 'pods restart now, and whenever the data changes',
    *find({ values }) {
      if (credentialSource(values) === 'inline') {
        yield { message: 'pods use the old data of the Secret until someone restarts them' };
      }
    },
  },
  crdDefaults(({ values, facts }) => ({
    values,
    hasRoute:
      facts.rendersApiRoute ||
      Boolean(values.backstage.ingress.enabled && values.gateway.enabled && facts.ingressKind === 'HTTPRoute'),
  })),
];

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function* unmatchedSelector(
  { values: { backstage }, release }: ChartSubject,
  section: 'podDisruptionBudget' | 'networkPolicy',
): Iterable<AffectedValue> {
  const missing = missingLabel(chartSelector(release), release.podLabels);
  if (backstage[section].enabled && missing) {
    yield {
      path: `backstage.${section}.enabled`,
      message: `has no effect: the chart selects pods with ${missing.key}: ${missing.wanted}, but Backstage's pods have ${release.podLabels[missing.key]}`,
    };
  }
}
