import type {
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinityTerm,
  PreferredSchedulingTerm,
  WeightedPodAffinityTerm,
} from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { DNS_LABEL, DNS_NAME, LABEL_KEY, LABEL_VALUE } from '../../names';
import { requireMember } from '../members';
import { type Range, requireRange } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkOneOf } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Labels of which pods that must run together or apart have the same, or other, values. */
interface LabelKeys {
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
  readonly labelSelector?: LabelSelector;
}

const WEIGHTS: Range = [1, 100];

/** Checks of rules for the nodes of a pod, and for pods that run near it. */
export const affinityChecks = {
  NodeSelector({ nodeSelectorTerms = [] }: Given<NodeSelector>, at: Place) {
    const place = at.at('nodeSelectorTerms');
    requireMember(nodeSelectorTerms, place, 'add a term');
    // The API server checks values only of rules that nodes must fulfil.
    for (const [index, { matchExpressions = [] }] of nodeSelectorTerms.entries()) {
      for (const [number, { values = [] }] of matchExpressions.entries()) {
        checkValues(values, place.at(index).at('matchExpressions').at(number).at('values'));
      }
    }
  },

  NodeSelectorTerm({ matchExpressions = [], matchFields = [] }: Given<NodeSelectorTerm>, at: Place) {
    for (const [index, requirement] of matchExpressions.entries()) {
      checkRequirement(requirement, at.at('matchExpressions').at(index));
    }
    for (const [index, requirement] of matchFields.entries()) {
      checkFieldRequirement(requirement, at.at('matchFields').at(index));
    }
  },

  PreferredSchedulingTerm({ weight }: Given<PreferredSchedulingTerm>, at: Place) {
    requireRange(weight, WEIGHTS, at.at('weight'));
  },

  WeightedPodAffinityTerm({ weight, podAffinityTerm }: Given<WeightedPodAffinityTerm>, at: Place) {
    requireRange(weight, WEIGHTS, at.at('weight'));
    requireMember(podAffinityTerm, at.at('podAffinityTerm'), 'add it');
  },

  PodAffinityTerm(term: Given<PodAffinityTerm & LabelKeys>, at: Place) {
    const place = at.at('topologyKey');
    if (requireMember(term.topologyKey, place, 'set it to a label of nodes, such as kubernetes.io/hostname')) {
      checkForm(term.topologyKey, LABEL_KEY, place);
    }
    for (const [index, namespace] of (term.namespaces ?? []).entries()) {
      checkForm(namespace, DNS_LABEL, at.at('namespaces').at(index));
    }
    checkLabelKeys(term, at);
  },
} satisfies TypeChecks;

function checkRequirement({ key, operator, values = [] }: Given<NodeSelectorRequirement>, at: Place): void {
  checkForm(key, LABEL_KEY, at.at('key'));
  requireMember(operator, at.at('operator'), 'set it to In, NotIn, Exists, DoesNotExist, Gt or Lt');
  const place = at.at('values');
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    place.refuse(`must have a value, because operator is ${operator}`, 'add the values of the label');
  } else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    place.refuse(`must be empty, because operator is ${operator}`, 'remove values');
  } else if ((operator === 'Gt' || operator === 'Lt') && values.length !== 1) {
    place.refuse(`must have one value, because operator is ${operator}`, 'set it to one integer');
  }
}

function checkFieldRequirement({ key, operator, values = [] }: Given<NodeSelectorRequirement>, at: Place): void {
  checkOneOf(key, ['metadata.name'], at.at('key'));
  if (operator !== 'In' && operator !== 'NotIn') {
    at.at('operator').refuseValue(operator, 'In or NotIn for a field', 'set it to one of them');
  }
  if (values.length !== 1) {
    at.at('values').refuse(`must have one value, got ${values.length}`, 'set it to the name of a node');
  }
  for (const [index, value] of values.entries()) {
    checkForm(value, DNS_NAME, at.at('values').at(index));
  }
}

function checkValues(values: readonly string[], at: Place): void {
  for (const [index, value] of values.entries()) {
    checkForm(value, LABEL_VALUE, at.at(index));
  }
}

/** Checks that label keys of a spread constraint are not selected too, which Kubernetes refuses before 1.34. */
export function checkUnselectedKeys({ matchLabelKeys = [], labelSelector = {} }: Given<LabelKeys>, at: Place): void {
  const { matchLabels = {}, matchExpressions = [] } = labelSelector;
  const selected = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
  for (const [index, key] of matchLabelKeys.entries()) {
    if (at.isBefore(34) && selected.includes(key)) {
      at.at('matchLabelKeys').at(index).refuse('must not be in labelSelector too', 'remove it from one of them');
    }
  }
}

/** Checks the labels whose values the pods that count must, or must not, share with the new pod. */
export function checkLabelKeys(
  { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector }: Given<LabelKeys>,
  at: Place,
): void {
  for (const [member, keys] of Object.entries({ matchLabelKeys, mismatchLabelKeys })) {
    if (keys.length > 0 && labelSelector === undefined) {
      at.at(member).refuse('must not be set, because labelSelector is absent', 'add labelSelector');
      continue;
    }
    for (const [index, key] of keys.entries()) {
      checkForm(key, LABEL_KEY, at.at(member).at(index));
    }
  }
  const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
  const selected = new Set(Object.keys(matchLabels));
  for (const [index, { key = '' }] of matchExpressions.entries()) {
    if (matchLabelKeys.includes(key) && selected.has(key)) {
      const place = at.at('labelSelector').at('matchExpressions').at(index).at('key');
      place.refuse('must not be selected twice and be in matchLabelKeys', 'remove it from one of them');
    }
    selected.add(key);
  }
  for (const [index, key] of matchLabelKeys.entries()) {
    if (mismatchLabelKeys.includes(key)) {
      at.at('matchLabelKeys').at(index).refuse('must not be in mismatchLabelKeys too', 'remove it from one of them');
    }
  }
}
