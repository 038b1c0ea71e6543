import { blocksDrains, type DisruptionBounds, podsToDrain } from '../../kubernetes/disruptions';
import { describe } from '../../util/describe';
import type { Subject } from '../subject';
import type { PortalRule, PortalValues } from './portal-values';

const SECTION = 'backstage.podDisruptionBudget';

/** Kubernetes waits for the pod to go before it removes a node, and the budget keeps it. */
export const blockedDrains: PortalRule = {
  id: 'blocked-drains',
  severity: 'warning',
  about: 'The PodDisruptionBudget lets a pod go, so that nodes can be drained.',
  *check(subject) {
    const { enabled, podDisruptionBudget, database, autoscaling, replicas = 1 } = subject.values.backstage;
    const bounds = renderedBounds(subject);
    const pods = autoscaling.enabled ? (autoscaling.minReplicas ?? 1) : replicas;
    if (!enabled || !podDisruptionBudget.enabled || selectsNone(subject) || !blocksDrains(bounds, pods)) {
      return;
    }
    const [key, bound] = Object.entries(bounds)[0] ?? [];
    const more = key === 'minAvailable' && database.type === 'postgresql' ? podsToDrain(bounds, pods) : undefined;
    const scale = autoscaling.enabled ? 'backstage.autoscaling.minReplicas' : 'backstage.replicas';
    const has = autoscaling.enabled ? 'can have only' : 'has only';
    const reason = key === 'maxUnavailable' ? '' : `: the portal ${has} ${pods} ${pods === 1 ? 'pod' : 'pods'}`;
    const instead = `set ${SECTION}.maxUnavailable to 1 and minAvailable to null`;
    const onSqlite = database.type === 'postgresql' ? '' : ', because SQLite allows only one pod';
    yield {
      path: `${SECTION}.${key}`,
      message: `lets no pod go, so draining a node never ends${reason}; got ${describe(bound)}`,
      fix:
        key === 'maxUnavailable'
          ? 'set it to 1'
          : `${more === undefined ? '' : `set ${scale} to ${more}, or `}${instead}${onSqlite}`,
    };
  },
};

/** Returns the bound that the budget has. It has none if Kubernetes refuses both, or the chart omits it. */
function renderedBounds(subject: Subject<PortalValues>): DisruptionBounds {
  const { minAvailable, maxUnavailable } = subject.values.backstage.podDisruptionBudget;
  if (!subject.reproduces('budget-bounds')) {
    return maxUnavailable === undefined || maxUnavailable === '' ? { minAvailable } : { maxUnavailable };
  }
  const isSet = (bound: number | string | undefined) => bound !== undefined && !/^0*$/.test(String(bound));
  const isTwice = isSet(minAvailable) && isSet(maxUnavailable);
  return isTwice ? {} : isSet(maxUnavailable) ? { maxUnavailable } : isSet(minAvailable) ? { minAvailable } : {};
}

/** Checks whether the chart's budget selects no pods, because of its defect. */
function selectsNone({ reproduced }: Subject<PortalValues>): boolean {
  return reproduced.some(({ id, find }) => id === 'budget-selector' && [...find()].length > 0);
}
