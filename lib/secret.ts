import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EnvVarSource, Secret } from 'kubernetes-types/core/v1';
import { SECRET_KEYS } from './chart-0.11';
import { BackstageResource, type BackstageResourceProps } from './resource';

/**
 * One key of a Secret. A cdk8s-plus-28 `SecretValue` is one too.
 */
export interface SecretKey {
  /** The Secret: one of this package, a cdk8s-plus-28 `ISecret`, or `{ name }` of one that is already in the cluster. */
  readonly secret: { readonly name: string };
  /** The key whose value is meant. */
  readonly key: string;
}

/** The Secret keys that Backstage's pods read at their start. {@link BackstageSecret} has them. */
export interface BackstageCredentials {
  /** Key whose value signs Backstage's sessions and service tokens: the variable BACKEND_SECRET. */
  readonly backendSecret: SecretKey;
  /** Key whose value is the OAuth client's secret: the variable OPENCHOREO_AUTH_CLIENT_SECRET. */
  readonly clientSecret: SecretKey;
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
}

/**
 * The Secret with Backstage's credentials, `<fullname>-backstage-secrets` (chart: secret).
 */
export class BackstageSecret extends BackstageResource implements BackstageCredentials {
  readonly apiObject: ApiObject;
  readonly backendSecret: SecretKey = { secret: this, key: SECRET_KEYS.backendSecret };
  readonly clientSecret: SecretKey = { secret: this, key: SECRET_KEYS.clientSecret };

  private readonly hasPostgresPassword: boolean;

  constructor(scope: Construct, id: string, props: BackstageSecretProps) {
    super(scope, id, props.release);
    const { backendSecret, clientSecret, postgresPassword } = props;
    this.hasPostgresPassword = postgresPassword !== undefined;
    this.apiObject = this.resource<Secret>(
      { apiVersion: 'v1', kind: 'Secret', name: this.release.secretName },
      {
        type: 'Opaque',
        data: {
          [SECRET_KEYS.backendSecret]: base64(backendSecret),
          [SECRET_KEYS.clientSecret]: base64(clientSecret),
          ...(postgresPassword !== undefined && { [SECRET_KEYS.postgresPassword]: base64(postgresPassword) }),
        },
      },
    );
  }

  /**
   * Key whose value is the PostgreSQL user's password.
   *
   * @throws Error if this Secret was made without `postgresPassword`
   */
  get postgresPassword(): SecretKey {
    if (!this.hasPostgresPassword) {
      throw new Error(
        `${this.node.path}: postgresPassword is needed for PostgreSQL, got none; pass it to BackstageSecret`,
      );
    }
    return { secret: this, key: SECRET_KEYS.postgresPassword };
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** The source of an environment variable that reads a Secret's key. */
export function secretKeyRef({ secret, key }: SecretKey): EnvVarSource {
  return { secretKeyRef: { name: secret.name, key } };
}
