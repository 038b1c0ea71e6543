import type { Violation } from '../../../util/violation';

/** Checks the source of the certificates that verify the PostgreSQL server. */
export function* checkCaBundle({
  configMap,
  secret,
}: {
  readonly configMap: string | undefined;
  readonly secret: string | undefined;
}): Iterable<Violation> {
  if (configMap && secret) {
    yield {
      path: 'backstage.database.postgresql.caBundle',
      message: 'must name either a ConfigMap or a Secret, got both',
      fix: 'remove one of the two',
    };
  }
}
