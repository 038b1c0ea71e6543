/** Minor version of Kubernetes 1 that the checks know as the oldest. Older versions are checked as this one. */
export const OLDEST_MINOR = 25;

/** Minor version of Kubernetes 1 that the checks follow unless a version is named. */
export const NEWEST_MINOR = 36;

/** Forms of a version that {@link minorOf} reads, in words. */
export const KUBERNETES_VERSION = `a Kubernetes version such as 1.${NEWEST_MINOR}`;

/** Version with a minor version, as Helm reads it, and as a cluster reports it: `30+` is a minor version on some clouds. */
const VERSION = /^v?1\.(0|[1-9]\d{0,2})(?:\+?|\.\d{1,4}(?:-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?)$/;

/** Checks whether a text is a version of Kubernetes, such as `1.30` or `v1.30.2`. */
export function isKubernetesVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Returns the minor version in a version of Kubernetes, such as 30 in `v1.30.2`. Returns undefined for other texts. */
export function minorOf(version: string): number | undefined {
  const [, minor] = VERSION.exec(version) ?? [];
  return minor === undefined ? undefined : Number(minor);
}
