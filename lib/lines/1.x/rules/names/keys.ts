import type { Violation } from '../../../../util/violation';
import { checkDataKeys } from '../../../common/checks/names/keys';
import { isExternal } from '../../credentials';
import type { ChartSubject } from '../../subject';

/** Checks the keys of existing ConfigMaps and Secrets that the pods read. */
export function* dataKeys({ values }: ChartSubject): Iterable<Violation> {
  const { secretKeys, auth, database } = values.backstage;
  if (!isExternal(values)) {
    yield* checkDataKeys(
      Object.fromEntries(Object.entries(secretKeys).map(([name, key]) => [`backstage.secretKeys.${name}`, key])),
    );
  }
  yield* checkDataKeys({ 'backstage.auth.serviceClientSecretKey': auth.serviceClientSecretKey });
  const { configMap, secret, key } = database.postgresql.caBundle;
  if (database.type === 'postgresql' && (configMap || secret)) {
    yield* checkDataKeys({ 'backstage.database.postgresql.caBundle.key': key });
  }
}
