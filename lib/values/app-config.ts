import { isJsonMap, type JsonMap, type JsonValue } from '../json';
import { unlessEmpty } from '../unless-empty';
import type { EffectiveValues } from './schema';

/** Backstage's own configuration less what another variable says: the portal's URL. Undefined where nothing is left. */
export function ownAppConfig({ backstage }: EffectiveValues): JsonMap | undefined {
  const entries = Object.entries(backstage.appConfig ?? {}).flatMap(([key, value]): [string, JsonValue][] => {
    if (value === undefined) {
      return [];
    }
    if (!['app', 'backend'].includes(key) || !isJsonMap(value)) {
      return [[key, value]];
    }
    const { baseUrl, ...others } = value;
    return unlessEmpty(others) ? [[key, others]] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
