/** Annotations by which pods restart when what they read once changes. */
export const CHECKSUMS = { secret: 'checksum/secret', appConfig: 'checksum/app-config' } as const;

/** The annotations for these hashes. None for what is not known: it may change without a restart. */
export function checksums({
  secret,
  appConfig,
}: {
  readonly [Name in keyof typeof CHECKSUMS]?: string;
}): Record<string, string> {
  return {
    ...(secret !== undefined && { [CHECKSUMS.secret]: secret }),
    ...(appConfig !== undefined && { [CHECKSUMS.appConfig]: appConfig }),
  };
}
