import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1';
import { LABEL_KEY, LABEL_VALUE } from '../names';
import { checkLabels } from './metadata';
import type { Place } from './place';
import type { Given, TypeChecks } from './type-check';

/** Checks of label selectors, wherever they are. */
export const selectorChecks = {
  LabelSelector({ matchLabels = {} }: Given<LabelSelector>, at: Place) {
    checkLabels(matchLabels, at.at('matchLabels'));
  },

  LabelSelectorRequirement({ key = '', operator, values = [] }: Given<LabelSelectorRequirement>, at: Place) {
    if (!LABEL_KEY.fits(key)) {
      at.at('key').refuse(`must be ${LABEL_KEY.words}`, LABEL_KEY.fix);
    }
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) {
        at.at('values').refuse(`must have a value, because operator is ${operator}`, 'add the values of the label');
      }
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) {
        at.at('values').refuse(`must be empty, because operator is ${operator}`, 'remove values');
      }
    } else {
      at.at('operator').refuseValue(operator, 'In, NotIn, Exists or DoesNotExist', 'set it to one of them');
    }
    for (const [index, value] of values.entries()) {
      if (!LABEL_VALUE.fits(value)) {
        at.at('values').at(index).refuseValue(value, LABEL_VALUE.words, LABEL_VALUE.fix);
      }
    }
  },
} satisfies TypeChecks;
