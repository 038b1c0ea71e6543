import type { Toleration, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import { LABEL_KEY, LABEL_VALUE } from '../../names';
import { requireMember } from '../members';
import { checkAtLeast, requireAtLeast } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkLabelKeys, checkUnselectedKeys } from './affinity';

/** Constraint with the fields that `kubernetes-types` does not have. */
type SpreadConstraint = Given<
  TopologySpreadConstraint & {
    readonly matchLabelKeys?: readonly string[];
    readonly minDomains?: number;
    readonly nodeAffinityPolicy?: string;
    readonly nodeTaintsPolicy?: string;
  }
>;

/** Checks of tolerations and spread constraints. */
export const schedulingChecks = {
  Toleration({ key, operator, value = '', effect, tolerationSeconds }: Given<Toleration>, at: Place) {
    if (key) {
      checkForm(key, LABEL_KEY, at.at('key'));
    } else if (operator !== 'Exists') {
      at.at('operator').refuseValue(operator, 'Exists, because key is absent', 'set it to Exists, or add key');
    }
    if (operator === 'Gt' || operator === 'Lt') {
      at.at('operator').refuseValue(operator, 'Equal or Exists', 'set it to one of them');
    } else if (operator === 'Exists' && value !== '') {
      at.at('value').refuse('must not be set, because operator is Exists', 'remove it, or set operator to Equal');
    } else if (operator !== 'Exists') {
      checkForm(value, LABEL_VALUE, at.at('value'));
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      at.at('effect').refuseValue(effect, 'NoExecute, because tolerationSeconds is set', 'set it to NoExecute');
    }
  },

  TopologySpreadConstraint(constraint: SpreadConstraint, at: Place) {
    const { maxSkew, topologyKey, whenUnsatisfiable, minDomains } = constraint;
    requireAtLeast(maxSkew, 1, at.at('maxSkew'));
    requireMember(topologyKey, at.at('topologyKey'), 'set it to a label of nodes, such as kubernetes.io/hostname');
    requireMember(whenUnsatisfiable, at.at('whenUnsatisfiable'), 'set it to DoNotSchedule or ScheduleAnyway');
    checkAtLeast(minDomains, 1, at.at('minDomains'));
    if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
      const fix = 'remove it, or set whenUnsatisfiable to DoNotSchedule';
      at.at('minDomains').refuse('must not be set, because whenUnsatisfiable is not DoNotSchedule', fix);
    }
    checkNotEmpty(constraint.nodeAffinityPolicy, at.at('nodeAffinityPolicy'));
    checkNotEmpty(constraint.nodeTaintsPolicy, at.at('nodeTaintsPolicy'));
    checkLabelKeys(constraint, at);
    checkUnselectedKeys(constraint, at);
  },
} satisfies TypeChecks;
