import { memberOf } from '../../util/members';
import { affected, type Change } from './change';
import type { Effect } from './effect';
import { autoscalerOf } from './restarts';

/**
 * Returns an effect for each workload whose number of pods the new object sets, although an autoscaler chooses it. The
 * number is not in the pod template, so other effects of the object do not show it.
 */
export function setReplicas({ updated, after, apply }: Change): Effect[] {
  return updated.flatMap((each) => {
    const [old, now] = [each.before.object, each.object].map((object) => memberOf(object, 'spec', 'replicas'));
    const autoscaler = autoscalerOf(each.identity, after);
    if (autoscaler === undefined || now === undefined || old === now) {
      return [];
    }
    const conflict = apply === 'server-side' ? '. Without --force-conflicts, the API server refuses the apply' : '';
    return [
      {
        effect: 'updates' as const,
        object: affected(each),
        path: 'spec.replicas',
        message: `each apply sets it to ${now}, whatever the autoscaler ${autoscaler.identity.name} chose${conflict}`,
        fix: 'remove replicas from the new object',
      },
    ];
  });
}
