import { findReadableSecrets } from '../../common/checks/readable-secrets';
import type { ChartRule } from '../subject';

/** Everyone who can read the repository can read the password. */
export const inlineSecrets: ChartRule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'The output contains no readable secrets, except for a portal on localhost.',
  *check({ values, facts }) {
    if (values.backstage.enabled && !facts.isTrial) {
      yield* findReadableSecrets(values.backstage, facts.customVariables);
    }
  },
};
