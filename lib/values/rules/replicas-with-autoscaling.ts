import type { Rule } from './rule';

/** Every apply sets the number of pods back, and the autoscaler changes it again. */
export const replicasWithAutoscaling: Rule = {
  id: 'replicas-with-autoscaling',
  severity: 'warning',
  about: 'The Deployment leaves the number of pods to the autoscaler.',
  *check({ values: { backstage }, fidelity }) {
    if (fidelity === 'exact' && backstage.enabled && backstage.autoscaling.enabled && backstage.replicas !== null) {
      yield {
        path: 'backstage.replicas',
        message: `is rendered beside the autoscaler, as the chart does: each apply sets the number of pods back, got ${backstage.replicas}`,
        mend: 'use fidelity corrected, or set it to null',
      };
    }
  },
};
