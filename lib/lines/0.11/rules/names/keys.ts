import type { Violation } from '../../../../util/violation';
import { checkDataKeys } from '../../../common/checks/names/keys';
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
  yield* checkDataKeys(
    Object.fromEntries(Object.entries(read).map(([credential, key]) => [`backstage.secretKeys.${credential}`, key])),
  );
  if (isPostgresql && (configMap || secret)) {
    yield* checkDataKeys({ 'backstage.database.postgresql.caBundle.key': bundle });
  }
}
