import { omitEmpty } from '../../util/omit-empty';
import type { Defect } from '../../values/defect';
import type { PortalValues } from '../../values/rules/portal-values';
import type { Subject } from '../../values/subject';

// Defects of the Deployment and its claim that all lines have.

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
    'changes in place; each update has a short downtime. An overlap of up to `terminationGracePeriodSeconds` remains possible: see below',
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
