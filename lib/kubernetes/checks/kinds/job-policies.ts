import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from 'kubernetes-types/batch/v1';
import { LABEL_KEY } from '../../names';
import { checkLength } from '../lists';
import { requireMember } from '../members';
import type { Place } from '../place';
import { checkForm, checkOneOf } from '../texts';
import type { Given } from '../type-check';

/** Maximum number of rules of a policy, and of conditions of a rule. */
const MAX_RULES = 20;

/** Maximum number of exit codes of a rule. */
const MAX_CODES = 255;

/** Largest exit code that Kubernetes can store. */
const MAX_CODE = 2 ** 31 - 1;

/** Maximum length of a list of indexes. */
const MAX_LENGTH = 64 * 1024;

/** Checks `podFailurePolicy`. */
export function checkFailurePolicy(spec: Given<JobSpec>, at: Place): void {
  const { podFailurePolicy, podReplacementPolicy, template, backoffLimitPerIndex } = spec;
  if (podFailurePolicy === undefined) {
    return;
  }
  if (podReplacementPolicy === 'TerminatingOrFailed') {
    at.at('podReplacementPolicy').refuse('must be Failed, because podFailurePolicy is set', 'remove it');
  }
  const { containers = [], initContainers = [] } = template?.spec ?? {};
  const names = [...containers, ...initContainers].map(({ name }) => name);
  const rules = podFailurePolicy.rules ?? [];
  const place = at.at('podFailurePolicy').at('rules');
  checkLength(rules, MAX_RULES, place);
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, names, place.at(index));
    if (rule.action === 'FailIndex' && backoffLimitPerIndex === undefined) {
      place
        .at(index)
        .at('action')
        .refuse('must not be FailIndex without backoffLimitPerIndex', 'set backoffLimitPerIndex');
    }
  }
}

function checkRule(rule: Given<PodFailurePolicyRule>, names: readonly (string | undefined)[], at: Place): void {
  const { action, onExitCodes, onPodConditions = [] } = rule;
  requireMember(action, at.at('action'));
  if ((onExitCodes === undefined) === (onPodConditions.length === 0)) {
    at.refuse('must have either onExitCodes or onPodConditions', 'set one of them');
  }
  checkLength(onPodConditions, MAX_RULES, at.at('onPodConditions'));
  for (const [index, condition] of onPodConditions.entries()) {
    checkCondition(condition, at.at('onPodConditions').at(index));
  }
  if (onExitCodes !== undefined) {
    checkExitCodes(onExitCodes, at.at('onExitCodes'));
    const { containerName } = onExitCodes;
    if (containerName !== undefined && !names.includes(containerName)) {
      at.at('onExitCodes')
        .at('containerName')
        .refuseValue(containerName, 'the name of a container', 'set it to one, or remove it');
    }
  }
}

function checkCondition({ type, status }: Given<PodFailurePolicyOnPodConditionsPattern>, at: Place): void {
  checkForm(type, LABEL_KEY, at.at('type'));
  if (status) {
    checkOneOf(status, ['True', 'False', 'Unknown'], at.at('status'));
  }
}

function checkExitCodes(codes: Given<PodFailurePolicyOnExitCodesRequirement>, at: Place): void {
  const { operator, values = [] } = codes;
  requireMember(operator, at.at('operator'));
  requireMember(values, at.at('values'));
  checkLength(values, MAX_CODES, at.at('values'));
  for (const [index, code] of values.entries()) {
    const before = values[index - 1];
    if (operator === 'In' && code === 0) {
      at.at('values').at(index).refuse('must not be 0, because it is no failure', 'remove it');
    } else if (Math.abs(code) > MAX_CODE) {
      at.at('values').at(index).refuseValue(code, 'an exit code', 'set it to a number from 1 to 255');
    } else if (before !== undefined && before >= code) {
      at.at('values').at(index).refuseValue(code, `more than ${before}, the entry before it`, 'sort the values');
    }
  }
}

/** Checks `successPolicy` of a Job whose pods have indexes. */
export function checkSuccessPolicy({ successPolicy, completionMode, ...spec }: Given<JobSpec>, at: Place): void {
  if (successPolicy === undefined || completionMode !== 'Indexed') {
    return;
  }
  const rules = successPolicy.rules ?? [];
  const place = at.at('successPolicy').at('rules');
  requireMember(rules, place);
  checkLength(rules, MAX_RULES, place);
  for (const [index, rule] of rules.entries()) {
    checkSuccessRule(rule, spec.completions ?? 1, place.at(index));
  }
}

function checkSuccessRule(rule: Given<SuccessPolicyRule>, completions: number, at: Place): void {
  const { succeededCount, succeededIndexes } = rule;
  if (succeededCount === undefined && succeededIndexes === undefined) {
    at.refuse('must have succeededCount or succeededIndexes', 'set one of them');
  }
  const indexes = succeededIndexes === undefined ? completions : countIndexes(succeededIndexes, completions);
  if (indexes === undefined || (succeededIndexes ?? '').length > MAX_LENGTH) {
    const words = `a list of indexes below ${completions}`;
    at.at('succeededIndexes').refuseValue(succeededIndexes, words, 'write it as 0-2,4, in order');
  } else if (succeededCount !== undefined && (succeededCount < 0 || succeededCount > indexes)) {
    const words = `an integer from 0 to ${indexes}`;
    at.at('succeededCount').refuseValue(succeededCount, words, 'set it to a value in this range');
  }
}

/** Returns the number of indexes in a list such as `0-2,4`; undefined if it is not such a list. */
function countIndexes(list: string, completions: number): number | undefined {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const part of list === '' ? [] : list.split(',')) {
    const [, first = '', second = first] = /^(\+?\d+)(?:-(\+?\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(second)];
    const isInterval = first === second ? part === first : from < to;
    if (first === '' || !isInterval || from <= last || to >= completions) {
      return undefined;
    }
    count += to - from + 1;
    last = to;
  }
  return count;
}
