import type { TrafficPolicySpec } from '../../../../imports/gateway.kgateway.dev';
import type { Place } from '../place';
import type { Given } from '../type-check';

/** Kinds to which a policy may apply. */
const KINDS: readonly string[] = ['Gateway', 'HTTPRoute', 'GRPCRoute'];

/** Checks the rules of kgateway about a TrafficPolicy that its schema does not contain. */
export function checkTrafficPolicy(spec: Given<TrafficPolicySpec>, at: Place): void {
  if (spec.targetRefs === undefined && !('targetSelectors' in spec)) {
    at.at('targetRefs').refuse('is required', 'add the routes that the policy is for');
  }
  for (const [index, { kind }] of (spec.targetRefs ?? []).entries()) {
    if (kind !== undefined && !KINDS.includes(kind) && !kind.endsWith('ListenerSet')) {
      const place = at.at('targetRefs').at(index).at('kind');
      place.refuseValue(kind, 'Gateway, HTTPRoute, GRPCRoute or a ListenerSet', 'set it to HTTPRoute');
    }
  }
}
