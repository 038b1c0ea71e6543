import type { PriorityClass } from 'kubernetes-types/scheduling/v1';
import type { Place } from '../place';
import { checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Largest priority that users may set. Kubernetes reserves larger ones. */
const MAX_PRIORITY = 1_000_000_000;

/** Priorities of the classes that Kubernetes has. */
const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2 * MAX_PRIORITY,
  'system-node-critical': 2 * MAX_PRIORITY + 1000,
};

/** Checks of PriorityClasses. */
export const priorityClassChecks = {
  PriorityClass({ metadata, value = 0, preemptionPolicy }: Given<PriorityClass>, at: Place) {
    const { name = '' } = metadata ?? {};
    if (name.startsWith('system-')) {
      if (SYSTEM_CLASSES[name] !== value) {
        at.at('metadata').at('name').refuse('must not begin with system-, which Kubernetes reserves', 'rename it');
      }
    } else if (value > MAX_PRIORITY) {
      at.at('value').refuseValue(value, `at most ${MAX_PRIORITY}`, 'set it to a smaller priority');
    }
    checkNotEmpty(preemptionPolicy, at.at('preemptionPolicy'));
  },
} satisfies TypeChecks;
