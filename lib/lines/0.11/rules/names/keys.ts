import { DATA_KEY, nameViolation } from '../../../../kubernetes/names';
import { describe } from '../../../../util/describe';
import type { Violation } from '../../../../util/violation';
import { credentialSource } from '../../credentials';
import type { ChartSubject } from '../../subject';

/** Checks the keys of existing ConfigMaps and Secrets that the pods read. */
export function* dataKeys({ values }: ChartSubject): Iterable<Violation> {
  const { secretKeys, database } = values.backstage;
  const isPostgresql = database.type === 'postgresql';
  const { configMap, secret, key: bundle } = database.postgresql.caBundle;
  const { thunderToken, backendSecret, clientSecret, ...ofPostgresql } = secretKeys;
  const read = {
    ...(credentialSource(values) === 'existing' && {
      backendSecret,
      clientSecret,
      ...(isPostgresql && ofPostgresql),
      ...(values.thunder.enabled && { thunderToken }),
    }),
  };
  for (const [credential, key] of Object.entries(read)) {
    if (key && !DATA_KEY.fits(key)) {
      yield notShown(`backstage.secretKeys.${credential}`, key);
    }
  }
  if (isPostgresql && (configMap || secret) && bundle && !DATA_KEY.fits(bundle)) {
    yield notShown('backstage.database.postgresql.caBundle.key', bundle);
  }
}

/** Returns the violation of an invalid key. It hides the key, because the user may have written the secret there. */
function notShown(path: string, key: string): Violation {
  return { path, message: `must be ${DATA_KEY.words}, got ${describe(key, true)}`, fix: DATA_KEY.fix };
}

/** Checks the names of custom variables. */
export function* variableNames({ facts }: ChartSubject): Iterable<Violation> {
  for (const { path, name } of facts.customVariables) {
    if (!/^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      const message = 'must consist of letters, digits, _, - and ., and must not begin with a digit';
      yield nameViolation(`${path}.name`, message, name, 'write it as MY_VARIABLE');
    }
  }
}
