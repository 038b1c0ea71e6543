import {
  CONNECTION_KEYS,
  type ConnectionPart,
  configuredConnection,
  connectionKey,
} from '../../backstage/configured-connection';
import type { Release } from '../../backstage/release';
import { nameList } from '../../util/name-list';
import type { Facts } from '../../values/facts';
import type { PortalValues } from '../../values/rules/portal-values';
import type { AffectedValue, Subject } from '../../values/subject';

/**
 * Returns the parts of the connection to PostgreSQL that `appConfig`, or a variable `APP_CONFIG_…`, sets instead of the
 * values. A part whose own variable the values refer to is not replaced.
 */
export function replacedConnection(
  { backstage }: PortalValues,
  { profile }: Release,
  { appConfig, customVariables }: Pick<Facts, 'appConfig' | 'customVariables'>,
): readonly ConnectionPart[] {
  const parts =
    backstage.database.type === 'postgresql'
      ? configuredConnection(
          appConfig,
          customVariables.map(({ name }) => name),
        )
      : [];
  if (parts.length === 0) {
    return [];
  }
  const text = JSON.stringify(backstage);
  return parts.filter((part) => {
    const ofPart = profile.databaseVariables.find(({ configKeys }) => configKeys.includes(connectionKey(part)));
    return ofPart === undefined || !text.includes(ofPart.name);
  });
}

/** Defect `replaced-connection`, without the function that finds the values. */
export const REPLACED_CONNECTION = {
  id: 'replaced-connection',
  object: 'Deployment: POSTGRES_* variables',
  chart: 'always set with PostgreSQL, so that the keys of the Secret must exist',
  corrected: 'left out if `appConfig` sets `backend.database.connection`, or the part of it that the variable is for',
  why: 'The pods do not start without keys that Backstage does not use.',
  effect: 'pods restart if `appConfig` sets the connection',
} as const;

/**
 * Finds custom configuration that replaces the connection while the pods still require keys of Secrets for it.
 *
 * @param subject values of a portal whose container gets all variables
 * @param rendered name of a Secret that the output contains, with all keys
 */
export function* requiredThough(
  { facts }: Subject<PortalValues>,
  rendered: string | undefined,
): Iterable<AffectedValue> {
  const { database } = facts.portal;
  const names = facts.replacedConnection.flatMap((part) => {
    const value = database.type === 'postgresql' ? database[part] : undefined;
    return typeof value === 'object' && value.secret.name !== rendered ? [value.secret.name] : [];
  });
  if (names.length > 0) {
    // Users may write a secret instead of its key, so the message does not show the keys.
    yield {
      path: settingOf(facts),
      message: `replaces the connection, but the pods still require its keys in the Secret ${nameList([...new Set(names)])}`,
    };
  }
}

/** Returns the path of the custom configuration that sets the connection: `appConfig`, or else a variable. */
export function settingOf({ appConfig, customVariables }: Pick<Facts, 'appConfig' | 'customVariables'>): string {
  const inConfig = configuredConnection(appConfig, []).length > 0;
  const variable = customVariables.find(({ name }) => configuredConnection(undefined, [name]).length > 0);
  return inConfig || variable === undefined ? `backstage.appConfig.${CONNECTION_KEYS.join('.')}` : variable.path;
}
