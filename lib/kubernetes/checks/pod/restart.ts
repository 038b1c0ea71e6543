import { checkLength, checkUnique, checkUniqueMember } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';

// `kubernetes-types` does not have these types.

interface ContainerRestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

interface ContainerResizePolicy {
  readonly resourceName: string;
  readonly restartPolicy: string;
}

/** Rules for restarts of a container. */
export interface Restarts {
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
  readonly resizePolicy?: readonly ContainerResizePolicy[];
}

const MAX_RULES = 20;
const MAX_CODES = 255;

/** Checks of the rules for restarts of containers. */
export const restartChecks = {
  ContainerRestartRule({ action, exitCodes }: Given<ContainerRestartRule>, at: Place) {
    checkOneOf(action, at.isBefore(36) ? ['Restart'] : ['Restart', 'RestartAllContainers'], at.at('action'));
    const place = at.at('exitCodes');
    if (exitCodes === undefined) {
      place.refuse('is required', 'add operator and values');
      return;
    }
    checkOneOf(exitCodes.operator, ['In', 'NotIn'], place.at('operator'));
    const { values = [] } = exitCodes;
    checkLength(values, MAX_CODES, place.at('values'));
    checkUnique(values, place.at('values'), String);
  },

  ContainerResizePolicy({ resourceName, restartPolicy }: Given<ContainerResizePolicy>, at: Place) {
    checkOneOf(resourceName, ['cpu', 'memory'], at.at('resourceName'));
    checkOneOf(restartPolicy, ['NotRequired', 'RestartContainer'], at.at('restartPolicy'));
  },
} satisfies TypeChecks;

/** Checks the rules for restarts of a container, without what depends on its pod. */
export function checkRestarts(
  { restartPolicy, restartPolicyRules = [], resizePolicy = [] }: Given<Restarts>,
  at: Place,
) {
  if (restartPolicy !== undefined) {
    checkOneOf(restartPolicy, ['Always', 'OnFailure', 'Never'], at.at('restartPolicy'));
  } else if (restartPolicyRules.length > 0) {
    requireMember(restartPolicy, at.at('restartPolicy'), 'add it, because restartPolicyRules need it');
  }
  checkLength(restartPolicyRules, MAX_RULES, at.at('restartPolicyRules'));
  checkUniqueMember(resizePolicy, at.at('resizePolicy'), 'resourceName', ({ resourceName }) => resourceName);
}
