/** Credentials that Backstage may read from a Secret. */
export type Credential =
  | 'backendSecret'
  | 'clientSecret'
  | 'postgresPassword'
  | 'postgresHost'
  | 'postgresPort'
  | 'postgresUser'
  | 'postgresDatabase'
  | 'thunderToken';

/** One key of a Secret. A cdk8s-plus `SecretValue` is one too. */
export interface SecretKey {
  /** The Secret: one of this package, a cdk8s-plus `ISecret`, or `{ name }` of an existing one. */
  readonly secret: { readonly name: string };
  /** The key of the Secret that holds the value. */
  readonly key: string;
}

/** Source of credentials: `BackstageSecret`, `BackstageExternalSecret` or `BackstageSecret.fromSecretName`. */
export interface BackstageCredentials {
  /**
   * Returns the Secret's key that holds a credential.
   *
   * @param credential the credential to find
   * @throws Error if the package renders the Secret, and without that credential
   */
  key(credential: Credential): SecretKey;

  /**
   * Hash of the values that this package renders; pods restart when it changes.
   *
   * @default - the values are not rendered here, so their changes are unknown
   */
  readonly contentHash?: string;
}
