import { needsTmp } from '../../backstage/volumes';
import type { Defect } from '../../values/defect';
import type { Spoilt } from '../../values/subject';
import { credentialSource } from './credentials';
import type { DefectId } from './defect-id';
import { chartSelector, missingLabel } from './pod-selection';
import type { ChartSubject } from './subject';

/** The known defects of this line, in the order of the table in docs/fidelity.md. None is looked for without a portal. */
export const defects: readonly Defect<ChartSubject, DefectId>[] = [
  {
    id: 'budget-selector',
    object: 'PodDisruptionBudget: `selector`',
    chart: 'component and `app.kubernetes.io/name: <fullname>`, which pods do not carry',
    corrected: "the Deployment's pod labels",
    why: 'The budget protects no pod.',
    effect: 'changes in place; drains begin to wait',
    *find(subject) {
      yield* unmatchedSelector(subject, 'podDisruptionBudget');
    },
  },
  {
    id: 'budget-bounds',
    object: 'PodDisruptionBudget: bounds',
    chart: '0 counts as unset; a default `minAvailable` stays beside `maxUnavailable`, which Kubernetes rejects',
    corrected: '0 is a bound; `maxUnavailable` replaces `minAvailable`',
    why: 'A bound of 0, or of `maxUnavailable` alone, cannot be expressed.',
    effect: 'changes in place',
    *find({ values: { backstage } }) {
      const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
      for (const [key, bound] of Object.entries({ minAvailable, maxUnavailable })) {
        if (enabled && /^0+$/.test(String(bound))) {
          yield { path: `backstage.podDisruptionBudget.${key}`, message: 'is 0, which the chart takes as unset' };
        }
      }
    },
  },
  {
    id: 'network-policy',
    object: 'NetworkPolicy',
    chart: 'selects no pod, as the budget; in from ingress-nginx; out to the API, HTTPS in the cluster, DNS over UDP',
    corrected:
      "the Deployment's pods; in from the Gateway's or controller's pods and from Prometheus; out to the API, PostgreSQL, the identity provider, DNS over UDP and TCP, HTTPS anywhere",
    why: 'The policy restricts no pod, and its rules would cut the portal off.',
    effect: 'changes in place; traffic that no rule admits stops',
    *find(subject) {
      const { networkPolicy } = subject.values.backstage;
      yield* unmatchedSelector(subject, 'networkPolicy');
      if (Object.values(networkPolicy.peers).some(isFilled)) {
        yield {
          path: 'backstage.networkPolicy.peers',
          message: "has no effect: the chart's NetworkPolicy has rules of its own",
        };
      }
    },
  },
  {
    id: 'spread-selector',
    object: 'Deployment: topology spread',
    chart: 'counts pods of another name, so none',
    corrected: "counts the Deployment's pods, unless a constraint's own selector does",
    why: 'Pods do not spread over nodes and zones.',
    effect: 'pods restart once; one pod per node, if `DoNotSchedule` holds',
    *find({ values: { backstage }, release: { podLabels } }) {
      for (const [index, { labelSelector }] of (backstage.topologySpreadConstraints ?? []).entries()) {
        const missing = missingLabel(labelSelector, podLabels);
        if (missing) {
          const carried = podLabels[missing.key] ?? '(none)';
          yield {
            path: `backstage.topologySpreadConstraints[${index}].labelSelector`,
            message: `matches none of Backstage's pods: they carry ${missing.key}: ${carried}, got ${missing.wanted}`,
          };
        }
      }
    },
  },
  {
    id: 'replicas-under-autoscaler',
    object: 'Deployment: `replicas`',
    chart: 'beside the autoscaler',
    corrected: 'absent under an autoscaler',
    why: "Every apply resets the autoscaler's choice.",
    effect: 'falls to 1 for a moment, unless handed over first: see below',
    *find({ values: { backstage } }) {
      const { autoscaling, replicas } = backstage;
      if (autoscaling.enabled && replicas !== undefined) {
        yield {
          path: 'backstage.autoscaling.enabled',
          message: `leaves replicas in the Deployment: each apply sets the number of pods back to ${replicas}`,
        };
      }
    },
  },
  {
    id: 'claim-update-strategy',
    object: 'Deployment: `strategy`',
    chart: "Kubernetes' rolling update",
    corrected: '`Recreate` if SQLite is on a claim, unless `backstage.strategy` is given',
    why: "The new pod waits for the old one's volume, or two processes open one file.",
    effect: 'updates have a gap: the old pod stops first',
    *find({ values: { backstage } }) {
      const { type, sqlite } = backstage.database;
      const hasStrategy = Object.keys(backstage.strategy ?? {}).length > 0;
      if (type !== 'postgresql' && sqlite.persistence.enabled && !hasStrategy) {
        yield {
          path: 'backstage.database.sqlite.persistence.enabled',
          message: 'a rolling update starts a second pod on the claim, whose SQLite file one process may open',
        };
      }
    },
  },
  {
    id: 'pull-secrets',
    object: 'Deployment: `imagePullSecrets`',
    chart: '`backstage.imagePullSecrets`',
    corrected: '`global.imagePullSecrets` too',
    why: 'The value has no effect.',
    effect: 'pods restart if there are any',
    *find({ values: { global } }) {
      if (isFilled(global.imagePullSecrets)) {
        yield { path: 'global.imagePullSecrets', message: 'has no effect: the chart does not give them to the pods' };
      }
    },
  },
  {
    id: 'writable-tmp',
    object: 'Deployment: `/tmp`',
    chart: 'a volume only if `backstage.tmp` is given',
    corrected: 'one beside a read-only root filesystem, too',
    why: 'Backstage has no folder for temporary files.',
    effect: 'pods restart if the filesystem is read-only',
    *find({ values: { backstage }, facts }) {
      const { containerSecurityContext, extraVolumeMounts = [], tmp } = backstage;
      if (tmp === undefined && needsTmp(containerSecurityContext, [...facts.volumeMounts, ...extraVolumeMounts])) {
        yield {
          path: 'backstage.containerSecurityContext.readOnlyRootFilesystem',
          message: 'leaves Backstage no folder for temporary files',
        };
      }
    },
  },
  {
    id: 'api-url',
    object: 'Deployment: OPENCHOREO_API_URL',
    chart: '`<fullname>-api`',
    corrected: '`openchoreoApi.name`',
    why: 'The Service has that name.',
    effect: 'pods restart if the names differ',
    *find({ values: { backstage, openchoreoApi }, release }) {
      const { name } = openchoreoApi;
      if (!backstage.openchoreoApi.url && name && name !== release.names.api) {
        yield {
          path: 'openchoreoApi.name',
          message: `is not in OPENCHOREO_API_URL: the portal calls ${release.names.api}`,
        };
      }
    },
  },
  {
    id: 'base-url-slash',
    object: 'Deployment: BACKSTAGE_BASE_URL',
    chart: 'with a `/` at its end, if the value has one',
    corrected: 'without it',
    why: 'The slash is twice in the URLs that begin with it, such as the callback of the sign-in.',
    effect: 'pods restart if there is one',
    *find({ values: { backstage }, facts }) {
      if (facts.baseUrl.endsWith('/')) {
        const given = ['backstage.baseUrl', 'backstage.appConfig.app.baseUrl', 'backstage.appConfig.backend.baseUrl'];
        const urls = [backstage.baseUrl, backstage.appConfig?.app?.baseUrl, backstage.appConfig?.backend?.baseUrl];
        yield {
          path: given[urls.findIndex(Boolean)],
          message: 'ends with a slash, which is twice in URLs below it',
        };
      }
    },
  },
  {
    id: 'plain-token',
    object: 'Deployment: THUNDER_TOKEN, for Thunder, the identity provider that the control plane bundles',
    chart: 'plain text',
    corrected: 'key `thunder-token` of the Secret',
    why: 'Everyone who may read pods can read the token.',
    effect: 'pods restart if there is a token',
    *find({ facts }) {
      if (typeof facts.portal.thunder?.token === 'string') {
        yield { path: 'backstage.thunder.token', message: 'is plain text in the pod template' };
      }
    },
  },
  {
    id: 'stale-config',
    object: 'Deployment: pod annotation `checksum/secret`',
    chart: 'absent',
    corrected: "hash of the rendered Secret's data",
    why: 'Pods keep an old secret until someone restarts them.',
    effect: 'pods restart now, and with each change of the data',
    *find({ values }) {
      if (credentialSource(values) === 'inline') {
        yield { message: 'pods keep the old Secret until someone restarts them' };
      }
    },
  },
];

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}

function* unmatchedSelector(
  { values: { backstage }, release }: ChartSubject,
  section: 'podDisruptionBudget' | 'networkPolicy',
): Iterable<Spoilt> {
  const missing = missingLabel(chartSelector(release), release.podLabels);
  if (backstage[section].enabled && missing) {
    yield {
      path: `backstage.${section}.enabled`,
      message: `its selector matches none of Backstage's pods: the chart looks for ${missing.key}: ${missing.wanted}, they carry ${release.podLabels[missing.key]}`,
    };
  }
}
