/** Default settings of the portal that only these chart lines have. */
export const PORTAL_DEFAULTS = {
  /** Scopes of the sign-in, separated by spaces. */
  oidcScope: 'openid profile email',
  /** Seconds between two full synchronizations of the catalog. */
  catalogSync: 300,
  /** Maximum duration of a stream of wire logs in seconds. */
  wirelogsStream: 900,
} as const;
