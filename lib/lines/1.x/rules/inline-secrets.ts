import { plainTextVariables } from '../../common/checks/plain-text-variables';
import type { ChartRule } from '../subject';

/** Everyone who can read the repository can read the password. */
export const inlineSecrets: ChartRule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'The output contains no readable secrets, except for a portal on localhost.',
  *check({ values, facts }) {
    if (values.backstage.enabled && !facts.isTrial) {
      yield* plainTextVariables(facts.customVariables);
    }
  },
};
