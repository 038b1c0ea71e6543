import type { Credential } from '../chart-0.11';
import type { BackstageDatabaseProps, CaBundle, SqlitePersistence } from '../database';
import type { BackstageCredentials, SecretKey } from '../secret';
import { hasKey } from '../values/credentials';
import type { EffectiveValues } from '../values/schema';
import { orUndefined } from './filled';

/** Values: `backstage.database`. */
export function databaseProps(values: EffectiveValues, secret: BackstageCredentials): BackstageDatabaseProps {
  const { type, sqlite, postgresql } = values.backstage.database;
  const keyOr = <T>(credential: Credential, value: T): T | SecretKey =>
    hasKey(values, credential) ? secret.key(credential) : value;
  if (type !== 'postgresql') {
    const { mountPath, persistence } = sqlite;
    return {
      type: 'sqlite',
      mountPath: mountPath ?? undefined,
      persistence: persistence.enabled ? sqlitePersistence(persistence) : undefined,
    };
  }
  const { host, port, user, database, ssl, caBundle } = postgresql;
  return {
    type,
    host: keyOr('postgresHost', host ?? ''),
    port: keyOr('postgresPort', port ?? undefined),
    user: keyOr('postgresUser', user ?? ''),
    password: secret.key('postgresPassword'),
    database: keyOr('postgresDatabase', database ?? ''),
    ssl: ssl === true ? 'require' : ssl || undefined,
    caBundle: caBundleOf(caBundle),
  };
}

function sqlitePersistence({
  existingClaim,
  size,
  storageClassName,
  accessMode,
}: EffectiveValues['backstage']['database']['sqlite']['persistence']): SqlitePersistence {
  if (existingClaim) {
    return { existingClaim };
  }
  return {
    size: size ?? undefined,
    storageClassName: storageClassName || undefined,
    accessMode: accessMode ?? undefined,
  };
}

function caBundleOf({
  configMap,
  secret,
  key,
}: EffectiveValues['backstage']['database']['postgresql']['caBundle']): CaBundle | undefined {
  if (configMap) {
    return { configMap: { name: configMap }, key: orUndefined(key) };
  }
  return secret ? { secret: { name: secret }, key: orUndefined(key) } : undefined;
}
