/**
 * Pod annotations that hold hashes of the Secret and the configuration file.
 *
 * Backstage reads both only when it starts. A changed hash makes Kubernetes replace the pods.
 */
export const CHECKSUMS = { secret: 'checksum/secret', appConfig: 'checksum/app-config' } as const;

/** Returns the annotations for these hashes. Without a hash there is no annotation, and a change restarts no pods. */
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
