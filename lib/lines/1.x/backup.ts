/** Values that say where the portal keeps its data. */
interface Portal {
  readonly enabled?: boolean;
  readonly database: {
    readonly type?: string;
    readonly sqlite: { readonly persistence: { readonly enabled?: boolean | null } };
  };
}

/** Returns the condition of an upgrade of Backstage, by its topic. None applies to data that a restart loses anyway. */
export function backup({ enabled, database }: Portal): Readonly<Record<string, string>> {
  const isKept = database.type === 'postgresql' || Boolean(database.sqlite.persistence.enabled);
  return enabled && isKept
    ? {
        backup:
          'The database of the portal has a backup: Backstage migrates it when it starts, and an older version may refuse it',
      }
    : {};
}
