import { describe } from '../../../util/describe';
import { isExternal } from '../credentials';
import type { ChartRule, ChartSubject } from '../subject';

/** No object of the output contains the credentials. */
export const secretKeys: ChartRule = {
  id: 'secret-keys',
  severity: 'info',
  about: 'The Secret `secretName` exists and has all keys that the pods read.',
  *check(subject) {
    const { values } = subject;
    const { enabled, secretName } = values.backstage;
    if (enabled && secretName && !isExternal(values)) {
      yield {
        path: 'backstage.secretName',
        message: `names the Secret ${describe(secretName)}, which must contain the keys ${requiredKeys(subject, secretName).join(', ')}`,
        fix: 'create it in the namespace of the release, unless it exists; without these keys the pods do not start',
      };
    }
  },
};

/** Returns the keys of the Secret without which the container does not start, in the order of the variables. */
function requiredKeys({ facts, release }: ChartSubject, secretName: string): string[] {
  const fromSecret = release.profile.variables.filter(({ setBy }) => setBy === 'backstage.secretName');
  const keys = fromSecret.flatMap((variable) => {
    const { name, key = '', optional } = variable.value(facts.portal)?.valueFrom?.secretKeyRef ?? {};
    return name === secretName && !optional ? [key] : [];
  });
  return [...new Set(keys)];
}
