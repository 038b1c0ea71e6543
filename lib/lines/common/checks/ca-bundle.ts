import { DATA_KEY } from '../../../kubernetes/names';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';

/** Checks the source of the certificates that verify the PostgreSQL server. */
export function* checkCaBundle({
  configMap,
  secret,
  key,
}: {
  readonly configMap: string | undefined;
  readonly secret: string | undefined;
  readonly key: string | undefined;
}): Iterable<Violation> {
  if (configMap && secret) {
    yield {
      path: 'backstage.database.postgresql.caBundle',
      message: 'must name either a ConfigMap or a Secret, got both',
      fix: 'remove one of the two',
    };
  }
  // The pod mounts the key as a file, so no object has a member that Kubernetes would check.
  if ((configMap || secret) && key && !DATA_KEY.fits(key)) {
    yield {
      path: 'backstage.database.postgresql.caBundle.key',
      message: `must be ${DATA_KEY.words}, got ${describe(key, true)}`,
      fix: DATA_KEY.fix,
    };
  }
}
