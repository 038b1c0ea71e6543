import { CONNECTION_PARTS } from '../../../backstage/configured-connection';
import type { Credential } from '../../../backstage/credentials';
import { describe } from '../../../util/describe';
import { CONNECTION, separateKey } from '../../common/database-secret';
import { isExternal } from '../credentials';
import type { ChartRule, ChartSubject } from '../subject';

/** No object of the output contains the credentials. */
export const secretKeys: ChartRule = {
  id: 'secret-keys',
  severity: 'info',
  about: 'The Secrets `secretName` and `postgresql.secretName` exist and have all keys that the pods read.',
  *check(subject) {
    const { values } = subject;
    const { enabled, secretName, database } = values.backstage;
    if (!enabled) {
      return;
    }
    if (secretName && !isExternal(values)) {
      yield {
        path: 'backstage.secretName',
        message: `names the Secret ${describe(secretName)}, which must contain the keys ${requiredKeys(subject, secretName).join(', ')}`,
        fix: 'create it in the namespace of the release, unless it exists; without these keys the pods do not start',
      };
    }
    const separate = database.postgresql.secretName;
    const keys = separate ? requiredKeys(subject, separate) : [];
    if (separate && keys.length > 0 && separate !== secretName) {
      yield {
        path: 'backstage.database.postgresql.secretName',
        message: `names the Secret ${describe(separate)}, which must contain the keys ${keys.join(', ')}`,
        fix: 'create it in the namespace of the release, unless it exists, or set backstage.database.postgresql.secretKeys to its keys; without them the pods do not start',
      };
    }
  },
};

/** Returns the keys of a Secret without which the container does not start, in the order of the variables. */
function requiredKeys(subject: ChartSubject, secretName: string): string[] {
  const { facts, release } = subject;
  const keys = release.profile.variables.flatMap((variable) => {
    const { name, key = '', optional } = variable.value(facts.portal)?.valueFrom?.secretKeyRef ?? {};
    return name === secretName && !optional ? [keyName(subject, variable.credential, key)] : [];
  });
  return [...new Set(keys)];
}

/** Returns a key as messages name it. Users may write a secret instead of its key, so no text shows a key of theirs. */
function keyName(subject: ChartSubject, credential: Credential | undefined, key: string): string {
  const { postgresql } = subject.values.backstage.database;
  const part = CONNECTION_PARTS.find((each) => CONNECTION[each] === credential);
  const isSeparate = credential !== undefined && separateKey(postgresql, credential) !== undefined;
  const paths =
    credential === undefined
      ? ['backstage.auth.serviceClientSecretKey', 'backstage.secretKeys.clientSecret']
      : [isSeparate ? `backstage.database.postgresql.secretKeys.${part}` : `backstage.secretKeys.${credential}`];
  const path = paths.find((each) => subject.changed(each).length > 0);
  return path === undefined ? key : `the one in ${path}`;
}
