import { setCredentialInstead } from '../../../values/set-instead';
import { credentialSource, hasKey, inlineCredentials } from '../credentials';
import type { ChartRule } from '../subject';

/** With two sources it is unclear which one applies. A plain-text credential also makes a secret store pointless. */
export const secretSource: ChartRule = {
  id: 'secret-source',
  severity: 'error',
  about: 'Credentials come from one source: the values, an existing Secret, or a secret store.',
  *check(subject) {
    const { values } = subject;
    const { enabled, secretName } = values.backstage;
    if (!enabled) {
      return;
    }
    const source = credentialSource(values);
    if (source === 'external' && secretName) {
      yield {
        path: 'backstage.secretName',
        message:
          'must not be set together with backstage.externalSecret, because all credentials must come from one source',
        fix: 'remove one of the two; externalSecret.target.name sets the name of the Secret that the operator creates',
      };
    }
    const of = source === 'external' ? 'backstage.externalSecret' : 'backstage.secretName';
    for (const { path, credential } of source === 'inline' ? [] : inlineCredentials(values)) {
      yield {
        path,
        message: `must not be set together with ${of}, because all credentials must come from one source`,
        fix:
          hasKey(values, credential) || source === 'external'
            ? setCredentialInstead('it', credential, subject)
            : `remove it, put the value into the Secret, and set backstage.secretKeys.${credential} to its key`,
      };
    }
  },
};
