import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Secret } from 'kubernetes-types/core/v1';
import { type Credential, SECRET_KEYS } from './chart-0.11';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { sha256 } from './sha256';

/**
 * One key of a Secret. A cdk8s-plus-28 `SecretValue` is one too.
 */
export interface SecretKey {
  /** The Secret: one of this package, a cdk8s-plus-28 `ISecret`, or `{ name }` of one that is already in the cluster. */
  readonly secret: { readonly name: string };
  /** The key of the Secret whose value is meant. */
  readonly key: string;
}

/** Where credentials are: {@link BackstageSecret}, `BackstageExternalSecret` or {@link BackstageSecret.fromSecret}. */
export interface BackstageCredentials {
  /**
   * The Secret's key that holds a credential.
   *
   * @param credential which credential is meant
   * @throws Error if the Secret is made here, and without that credential
   */
  key(credential: Credential): SecretKey;

  /**
   * Changes when a value changes that this package renders, and only then. Pods restart with it.
   *
   * @default - the values are not rendered here, so nothing is known about their changes
   */
  readonly contentHash?: string;
}

/** Settings of {@link BackstageSecret}. Values are plain text here and base64 in the output: neither is encryption. */
export interface BackstageSecretProps extends BackstageResourceProps {
  /** Signs Backstage's sessions and service tokens (values: `backstage.backendSecret`). Keep it stable. */
  readonly backendSecret: string;

  /** Secret of the OAuth client (values: `backstage.auth.clientSecret`). */
  readonly clientSecret: string;

  /**
   * Password of the PostgreSQL user (values: `backstage.database.postgresql.password`).
   *
   * @default - no key for it: SQLite needs none
   */
  readonly postgresPassword?: string;

  /**
   * API token of Thunder (values: `backstage.thunder.token`).
   *
   * @default - no key for it
   */
  readonly thunderToken?: string;
}

/**
 * The Secret with Backstage's credentials, `<fullname>-backstage-secrets` (chart: secret).
 */
export class BackstageSecret extends BackstageResource implements BackstageCredentials {
  /**
   * Credentials in a Secret that exists already. Nothing is rendered, and the Secret is not looked up.
   *
   * @param secret the Secret: a cdk8s-plus-28 `ISecret`, or `{ name }`
   * @param keys names of its keys, where they are not `backend-secret`, `client-secret`, `postgres-password`,
   * `postgres-host`, `postgres-port`, `postgres-user`, `postgres-db` and `thunder-token`
   */
  static fromSecret(
    secret: { readonly name: string },
    keys: { readonly [Name in Credential]?: string } = {},
  ): BackstageCredentials {
    return { key: (credential) => ({ secret, key: keys[credential] ?? SECRET_KEYS[credential] }) };
  }

  readonly apiObject: ApiObject;

  private readonly data: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: BackstageSecretProps) {
    super(scope, id, props.release);
    const { backendSecret, clientSecret, postgresPassword, thunderToken } = props;
    this.data = {
      [SECRET_KEYS.backendSecret]: base64(backendSecret),
      [SECRET_KEYS.clientSecret]: base64(clientSecret),
      ...(postgresPassword !== undefined && { [SECRET_KEYS.postgresPassword]: base64(postgresPassword) }),
      ...(thunderToken !== undefined && { [SECRET_KEYS.thunderToken]: base64(thunderToken) }),
    };
    addCheck(this, () =>
      backendSecret.trim() === ''
        ? ['backendSecret: is needed, got none; set it to 32 random characters and keep them']
        : [],
    );
    this.apiObject = this.resource<Secret>(
      { apiVersion: 'v1', kind: 'Secret', name: this.release.secretName },
      { type: 'Opaque', data: this.data },
    );
  }

  /** SHA-256 of the data; labels and names are not in it. */
  get contentHash(): string {
    return sha256(JSON.stringify(this.data));
  }

  /** @inheritdoc */
  key(credential: Credential & keyof BackstageSecretProps): SecretKey {
    const key = SECRET_KEYS[credential];
    if (!Object.hasOwn(this.data, key)) {
      throw new Error(
        `${this.node.path}: ${credential} is needed, got none; pass it to BackstageSecret, or use a Secret that has it`,
      );
    }
    return { secret: this, key };
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
