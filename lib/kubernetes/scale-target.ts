import { memberOf } from '../util/members';

/** Checks whether an object is an autoscaler that sets the number of a workload's pods. */
export function scales(object: unknown, workload: unknown): boolean {
  const target = memberOf(object, 'spec', 'scaleTargetRef');
  return (
    memberOf(object, 'kind') === 'HorizontalPodAutoscaler' &&
    memberOf(target, 'kind') === memberOf(workload, 'kind') &&
    memberOf(target, 'name') === memberOf(workload, 'metadata', 'name') &&
    memberOf(object, 'metadata', 'namespace') === memberOf(workload, 'metadata', 'namespace')
  );
}
