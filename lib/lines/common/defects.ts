import { basePathOf } from '../../backstage/portal-route';
import { needsTmp } from '../../backstage/volumes';
import { describeName } from '../../util/describe';
import { omitEmpty } from '../../util/omit-empty';
import type { Defect } from '../../values/defect';
import type { PortalValues } from '../../values/rules/portal-values';
import type { AffectedValue, Subject } from '../../values/subject';
import { portalUrls, type UrlValues } from './checks/base-url';
import { chartSelector, missingLabel } from './pod-selection';
import { existingPriorityClassName } from './priority-class-name';

// Defects that several lines have.

type CommonDefect<Id extends string> = Defect<Subject<PortalValues>, Id>;

const PERSISTENCE = 'backstage.database.sqlite.persistence.enabled';

export const claimUpdateStrategy: CommonDefect<'claim-update-strategy'> = {
  id: 'claim-update-strategy',
  object: 'Deployment: `strategy`',
  chart: "Kubernetes' default, a rolling update that starts a second pod",
  corrected:
    'a rolling update with `maxSurge: 0` and `maxUnavailable: 1` if SQLite is on a claim, unless you set `backstage.strategy`',
  why: 'The new pod waits for the volume of the old one, or two processes open the same file.',
  effect:
    'changes in place; each update has a short downtime. The old pod may still be stopping when the new one starts, for up to `terminationGracePeriodSeconds`. The access mode `ReadWriteOncePod` excludes that, and so does `backstage.strategy: {type: Recreate}` in a second apply: see below',
  *find({ values: { backstage } }) {
    const { type, sqlite } = backstage.database;
    const hasStrategy = Object.keys(backstage.strategy ?? {}).length > 0;
    if (type !== 'postgresql' && sqlite.persistence.enabled && !hasStrategy) {
      yield {
        path: PERSISTENCE,
        message: 'is unsafe with a rolling update: it starts a second pod, but only one pod can open the SQLite files',
      };
    }
  },
};

export const claimProtection: CommonDefect<'claim-protection'> = {
  id: 'claim-protection',
  object: 'PersistentVolumeClaim: annotations',
  chart: 'none',
  corrected:
    'annotations with which Argo CD and Flux keep a claim that is no longer rendered: `argocd.argoproj.io/sync-options` and `kustomize.toolkit.fluxcd.io/prune`',
  why: 'A tool that prunes deletes the claim and its data when the claim leaves the output.',
  effect: 'changes in place',
  *find({ values: { backstage } }) {
    const { type, sqlite } = backstage.database;
    if (type !== 'postgresql' && sqlite.persistence.enabled && !sqlite.persistence.existingClaim) {
      yield {
        path: PERSISTENCE,
        message: 'renders a claim that Argo CD and Flux delete with its data when it leaves the output',
      };
    }
  },
};

export const healthEndpoints: CommonDefect<'health-endpoints'> = {
  id: 'health-endpoints',
  object: 'Deployment: paths of the probes',
  chart: '`/healthcheck`',
  corrected:
    '`/.backstage/health/v1/liveness` and `/.backstage/health/v1/readiness`, unless you set the path of the probe',
  why: "The single-page app answers `/healthcheck`, whatever the backend's state is.",
  effect: 'pods restart once',
  *find(subject) {
    for (const name of ['livenessProbe', 'readinessProbe'] as const) {
      if (subject.values.backstage[name]?.httpGet && !subject.isGiven(`backstage.${name}.httpGet.path`)) {
        yield {
          message: `${name} asks /healthcheck, which the single-page app answers whatever the backend's state is`,
        };
      }
    }
  },
};

export const startupProbe: CommonDefect<'startup-probe'> = {
  id: 'startup-probe',
  object: 'Deployment: `startupProbe`',
  chart: 'only if you set `backstage.startupProbe`',
  corrected:
    'asks the same as the readiness probe, for up to 300 seconds. Null removes it, and so does null as `livenessProbe`',
  why: 'The liveness probe kills a first start that takes more than a minute, for example to migrate the database.',
  effect: 'pods restart once',
  *find(subject) {
    if (omitEmpty(subject.values.backstage.livenessProbe) && !subject.isGiven('backstage.startupProbe')) {
      yield { message: 'the liveness probe kills a first start that takes more than a minute' };
    }
  },
};

export const apparmorUnconfined: CommonDefect<'apparmor-unconfined'> = {
  id: 'apparmor-unconfined',
  object: 'Deployment: `appArmorProfile`',
  chart: '`Unconfined`',
  corrected: "absent, so that the runtime's default applies, unless you set it",
  why: 'The Pod Security standard `baseline` refuses such pods.',
  effect: 'pods restart once',
  *find(subject) {
    const path = 'backstage.containerSecurityContext.appArmorProfile';
    if (subject.values.backstage.containerSecurityContext?.appArmorProfile && !subject.isGiven(path)) {
      yield { message: 'the default AppArmor profile breaks the Pod Security standard baseline' };
    }
  },
};

export const budgetSelector: CommonDefect<'budget-selector'> = {
  id: 'budget-selector',
  object: 'PodDisruptionBudget: `selector`',
  chart: 'selects the component and `app.kubernetes.io/name: <fullname>`, a label that the pods do not have',
  corrected: "selects the labels of the Deployment's pods",
  why: 'The budget protects no pods.',
  effect: 'changes in place; node drains begin to wait for the budget',
  *find(subject) {
    yield* unmatchedSelector(subject, 'podDisruptionBudget');
  },
};

export const budgetBounds: CommonDefect<'budget-bounds'> = {
  id: 'budget-bounds',
  object: 'PodDisruptionBudget: bounds',
  chart: '0 counts as unset; the default `minAvailable` stays if you set `maxUnavailable`, and Kubernetes rejects both',
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
};

export const spreadSelector: CommonDefect<'spread-selector'> = {
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
};

export const replicasUnderAutoscaler: CommonDefect<'replicas-under-autoscaler'> = {
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
};

export const writableTmp: CommonDefect<'writable-tmp'> = {
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
};

export const pathRewrite: Defect<Subject<{ readonly backstage: UrlValues }>, 'path-rewrite'> = {
  id: 'path-rewrite',
  object: 'HTTPRoute: rules',
  chart: 'sends requests with the path of the URL to Backstage',
  corrected:
    "also has rules for the path of the portal's URL, such as `/portal`, which remove it from requests. Requests without it are routed as before",
  why: 'Backstage serves pages, scripts and its API at `/` only.',
  effect: 'changes in place',
  *find({ values: { backstage }, facts }) {
    const path = basePathOf(facts.baseUrl);
    if (facts.routeKind === 'HTTPRoute' && path !== '') {
      yield {
        path: portalUrls(backstage)[0]?.path,
        message: `has the path ${path}, but Backstage serves everything at /, and the HTTPRoute does not remove the path`,
      };
    }
  },
};

/** Finds an object of the values whose selector matches no pods. */
export function* unmatchedSelector(
  { values: { backstage }, release }: Subject<PortalValues>,
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

/** Finds peers and ports of the NetworkPolicy that the chart does not render. */
export function* unusedPeers({ values }: Subject<PortalValues>): Iterable<AffectedValue> {
  const { enabled, peers, ports } = values.backstage.networkPolicy;
  for (const [key, lists] of Object.entries({ peers, ports })) {
    if (enabled && Object.values(lists).some((list) => (list?.length ?? 0) > 0)) {
      yield {
        path: `backstage.networkPolicy.${key}`,
        message: "has no effect: the chart's NetworkPolicy does not use it",
      };
    }
  }
}

export const duplicateVariables: CommonDefect<'duplicate-variables'> = {
  id: 'duplicate-variables',
  object: 'Deployment: variables',
  chart: 'sets a variable of `env` and `extraEnv` twice if the lists contain it twice',
  corrected: 'sets it once, with the later value',
  why: 'Server-side apply rejects a variable that is set twice.',
  effect: 'pods restart if a variable is set twice',
  *find({ facts }) {
    const names = new Set<string>();
    for (const { path, name } of facts.customVariables) {
      if (names.has(name)) {
        yield { path, message: `sets ${describeName(name)} a second time, which server-side apply rejects` };
      }
      names.add(name);
    }
  },
};

export const existingPriorityClass: CommonDefect<'existing-priority-class'> = {
  id: 'existing-priority-class',
  object: 'Deployment: `priorityClassName`',
  chart: 'only the PriorityClass that it renders',
  corrected: 'also an existing one: `priorityClass.name`, if `create` is false and the name is not the default',
  why: 'The value `priorityClass.name` has no effect.',
  effect: 'pods restart if you name an existing class, which the cluster must have',
  *find(subject) {
    if (existingPriorityClassName(subject) !== undefined) {
      yield {
        path: 'backstage.priorityClass.name',
        message: 'has no effect: the chart gives the pods a PriorityClass only if create is true',
      };
    }
  },
};
