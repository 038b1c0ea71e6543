import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Secret } from 'kubernetes-types/core/v1';
import type { BackstageCredentials, Credential, SecretKey } from '../backstage/credentials';
import { profileOf } from '../backstage/profile';
import { sha256 } from '../util/sha256';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstageSecret}. Values are plain text here and base64 in the output: neither is encryption. */
export interface BackstageSecretProps extends BackstageResourceProps {
  /** Backend secret of Backstage (values: `backstage.backendSecret`). Keep it stable. */
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
   * Returns credentials in an existing Secret. Nothing is rendered, and the Secret is not looked up.
   *
   * @param secret the Secret: a cdk8s-plus `ISecret`, or `{ name }`
   * @param keys names of its keys, where they are not `backend-secret`, `client-secret`, `postgres-password`,
   * `postgres-host`, `postgres-port`, `postgres-user`, `postgres-db` and `thunder-token`
   */
  static fromSecret(
    secret: { readonly name: string },
    keys: { readonly [Name in Credential]?: string } = {},
  ): BackstageCredentials {
    return { key: (credential) => ({ secret, key: keys[credential] ?? profileOf().secretKeys[credential] }) };
  }

  /**
   * Returns credentials in an existing Secret, by its name. Nothing is rendered, and the Secret is not looked up.
   *
   * @param name name of the Secret
   * @param keys names of its keys, as `fromSecret` takes them
   */
  static fromSecretName(name: string, keys: { readonly [Name in Credential]?: string } = {}): BackstageCredentials {
    return BackstageSecret.fromSecret({ name }, keys);
  }

  readonly apiObject: ApiObject;

  private readonly data: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: BackstageSecretProps) {
    super(scope, id, props);
    const { backendSecret, clientSecret, postgresPassword, thunderToken } = props;
    const { names, profile } = this.release;
    const { secretKeys } = profile;
    this.data = {
      [secretKeys.backendSecret]: base64(backendSecret),
      [secretKeys.clientSecret]: base64(clientSecret),
      ...(postgresPassword !== undefined && { [secretKeys.postgresPassword]: base64(postgresPassword) }),
      ...(thunderToken !== undefined && { [secretKeys.thunderToken]: base64(thunderToken) }),
    };
    addCheck(this, () =>
      backendSecret.trim() === ''
        ? ['backendSecret: is required and empty; set it to 32 random characters and keep them']
        : [],
    );
    this.apiObject = this.resource<Secret>(
      { apiVersion: 'v1', kind: 'Secret', name: names.secret },
      { type: 'Opaque', data: this.data },
    );
  }

  /** SHA-256 of the data; labels and names do not count. */
  get contentHash(): string {
    return sha256(JSON.stringify(this.data));
  }

  /** @inheritdoc */
  key(credential: Credential & keyof BackstageSecretProps): SecretKey {
    const key = this.release.profile.secretKeys[credential];
    if (!Object.hasOwn(this.data, key)) {
      throw new Error(
        `${this.node.path}: ${credential} is required and missing; pass it to BackstageSecret, or use a Secret that has it`,
      );
    }
    return { secret: this, key };
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
