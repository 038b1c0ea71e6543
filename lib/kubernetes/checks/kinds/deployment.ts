import type { Deployment, DeploymentSpec, DeploymentStrategy, RollingUpdateDeployment } from 'kubernetes-types/apps/v1';
import { checkCount, checkPercentage, isZero } from '../counts';
import { requireMember } from '../members';
import { checkAtLeast } from '../numbers';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';
import { checkWorkload } from '../workload';

/** Time for progress of a rollout that Kubernetes sets if it is absent. */
const PROGRESS_DEADLINE = 600;

/** Checks of Deployments. */
export const deploymentChecks = {
  Deployment({ spec }: Given<Deployment>, at: Place) {
    requireMember(spec, at.at('spec'));
  },

  DeploymentSpec(spec: Given<DeploymentSpec>, at: Place) {
    const { minReadySeconds = 0, progressDeadlineSeconds = PROGRESS_DEADLINE } = spec;
    for (const key of ['replicas', 'minReadySeconds', 'progressDeadlineSeconds', 'revisionHistoryLimit'] as const) {
      checkAtLeast(spec[key], 0, at.at(key));
    }
    if (progressDeadlineSeconds >= 0 && minReadySeconds >= 0 && progressDeadlineSeconds <= minReadySeconds) {
      at.at('progressDeadlineSeconds').refuseValue(
        progressDeadlineSeconds,
        `more than minReadySeconds, which is ${minReadySeconds}`,
        'set it to a longer time',
      );
    }
    checkWorkload(spec, at);
  },

  DeploymentStrategy({ type, rollingUpdate }: Given<DeploymentStrategy>, at: Place) {
    if (type === 'Recreate' && rollingUpdate !== undefined) {
      at.at('rollingUpdate').refuse('must not be set, because the type is Recreate', 'remove it, or change the type');
    }
  },

  RollingUpdateDeployment({ maxSurge, maxUnavailable }: Given<RollingUpdateDeployment>, at: Place) {
    checkCount(maxSurge, at.at('maxSurge'));
    checkCount(maxUnavailable, at.at('maxUnavailable'));
    checkPercentage(maxUnavailable, at.at('maxUnavailable'));
    if (isZero(maxSurge) && isZero(maxUnavailable)) {
      at.at('maxUnavailable').refuse('must not be 0, because maxSurge is 0', 'set one of them to 1 or more');
    }
  },
} satisfies TypeChecks;
