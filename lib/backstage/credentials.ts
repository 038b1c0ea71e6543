/** Credentials that Backstage may read from a Secret. */
export type Credential =
  | 'backendSecret'
  | 'clientSecret'
  | 'postgresPassword'
  | 'postgresHost'
  | 'postgresPort'
  | 'postgresUser'
  | 'postgresDatabase'
  | 'thunderToken'
  | 'jenkinsApiKey'
  | 'githubActionsToken'
  | 'githubOauthClientSecret';

/** Key of a Secret. A cdk8s-plus `SecretValue` has this type, too. */
export interface SecretKey {
  /** Secret of this package, a cdk8s-plus `ISecret`, or the `{ name }` of an existing Secret. */
  readonly secret: { readonly name: string };
  /** Key of the Secret that holds the value. */
  readonly key: string;
  /**
   * Whether the container starts without the key.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** Source of credentials: `BackstageSecret`, `BackstageExternalSecret` or `BackstageSecret.fromSecretName`. */
export interface BackstageCredentials {
  /**
   * Returns the Secret's key that holds a credential.
   *
   * @param credential credential to find
   * @throws Error if this package renders the Secret without that credential
   */
  key(credential: Credential): SecretKey;

  /**
   * Hash of the values that this package renders into the Secret. Pods restart when it changes.
   *
   * @default - this package does not render the values, so a change does not restart the pods
   */
  readonly contentHash?: string;
}

/** Checks whether the container starts without a credential. */
export function isOptional(credential: Credential): boolean {
  return credential === 'githubActionsToken' || credential === 'githubOauthClientSecret';
}
