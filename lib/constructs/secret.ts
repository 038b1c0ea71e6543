import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Secret } from 'kubernetes-types/core/v1';
import { type BackstageCredentials, type Credential, isOptional, type SecretKey } from '../backstage/credentials';
import { named } from '../backstage/portal-shapes';
import { profileOf } from '../backstage/profile';
import { isStrongSecret } from '../backstage/strong-secret';
import { checkArgument } from '../util/check-argument';
import { hmacSha256, sha256 } from '../util/sha256';
import { mapOf, optional, type Shapes, secretText, text } from '../util/shape';
import { checkProps } from './check-props';
import { RESOURCE_PROPS } from './prop-shapes';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Settings of {@link BackstageSecret}. The values are plain text here, and base64 in the output: not encrypted. */
export interface BackstageSecretProps extends BackstageResourceProps {
  /**
   * Backend secret (key `backend-secret`, variable BACKEND_SECRET, values: `backstage.backendSecret`). It must not be
   * blank. The image reads BACKEND_SECRET only if `appConfig` refers to it. Pods restart when the value changes.
   * Set it to 32 random characters. If it has fewer than 24, the hash that restarts pods leaves out all values that can
   * be guessed.
   */
  readonly backendSecret: string;

  /**
   * Secret of the OAuth client (key `client-secret`, variable OPENCHOREO_AUTH_CLIENT_SECRET, values:
   * `backstage.auth.clientSecret`).
   */
  readonly clientSecret: string;

  /**
   * Password of the PostgreSQL user (key `postgres-password`, values: `backstage.database.postgresql.password`). Pass
   * `secret.key('postgresPassword')` to the `BackstageDatabase`.
   *
   * @default - the Secret has no such key
   */
  readonly postgresPassword?: string;

  /**
   * API token of Thunder (key `thunder-token`, values: `backstage.thunder.token`). Pass `secret.key('thunderToken')` to
   * the Deployment as `thunder.token`, which sets the variable THUNDER_TOKEN. The image reads it only if
   * `appConfig` refers to it.
   *
   * @default - the Secret has no such key
   */
  readonly thunderToken?: string;

  /**
   * API key of Jenkins (key `jenkins-api-key`, variable JENKINS_API_KEY), since chart version 1.0. The Deployment
   * requires it if `externalCi.jenkins` is set.
   *
   * @default - the Secret has no such key
   */
  readonly jenkinsApiKey?: string;

  /**
   * Token for GitHub Actions (key `github-actions-token`, variable GITHUB_TOKEN), since chart version 1.2. Pods also
   * start without it.
   *
   * @default - the Secret has no such key
   */
  readonly githubActionsToken?: string;

  /**
   * Secret of the GitHub OAuth app (key `github-oauth-client-secret`, variable AUTH_GITHUB_CLIENT_SECRET), since chart
   * version 1.2. Pods also start without it.
   *
   * @default - the Secret has no such key
   */
  readonly githubOauthClientSecret?: string;
}

/** Credentials that the Secret may contain, in the order of its keys. */
const CREDENTIALS = [
  'backendSecret',
  'clientSecret',
  'postgresPassword',
  'thunderToken',
  'jenkinsApiKey',
  'githubActionsToken',
  'githubOauthClientSecret',
] as const satisfies readonly (Credential & keyof BackstageSecretProps)[];

const PROPS: Shapes<BackstageSecretProps> = {
  ...RESOURCE_PROPS,
  backendSecret: secretText,
  clientSecret: secretText,
  postgresPassword: optional(secretText),
  thunderToken: optional(secretText),
  jenkinsApiKey: optional(secretText),
  githubActionsToken: optional(secretText),
  githubOauthClientSecret: optional(secretText),
};

/**
 * Secret (the release's `names.secret`) with Backstage's credentials, as in the chart's template `secret`.
 *
 * Synthesis fails if `backendSecret` is blank. `key` throws an error for a credential that the Secret does not contain,
 * unless pods also start without it.
 */
export class BackstageSecret extends BackstageResource implements BackstageCredentials {
  /**
   * Returns the credentials of an existing Secret. It renders no object and does not check whether the Secret exists.
   *
   * @param secret existing Secret: a cdk8s-plus `ISecret`, or `{ name }`
   * @param keys names of keys that differ from the defaults `backend-secret`, `client-secret`, `postgres-password`,
   * `postgres-host`, `postgres-port`, `postgres-user`, `postgres-db`, `thunder-token`, `jenkins-api-key`,
   * `github-actions-token` and `github-oauth-client-secret`
   */
  static fromSecret(
    secret: { readonly name: string },
    keys: { readonly [Name in Credential]?: string } = {},
  ): BackstageCredentials {
    checkArgument('BackstageSecret.fromSecret', 'secret', secret, named('Secret'));
    checkArgument('BackstageSecret.fromSecret', 'keys', keys, mapOf(text));
    return { key: (credential) => ({ secret, key: keys[credential] ?? profileOf().secretKeys[credential] }) };
  }

  /**
   * Returns the credentials of an existing Secret, by its name. It renders no object and does not check whether the
   * Secret exists.
   *
   * @param name name of the Secret
   * @param keys names of keys that differ from the defaults, as in `fromSecret`
   */
  static fromSecretName(name: string, keys: { readonly [Name in Credential]?: string } = {}): BackstageCredentials {
    checkArgument('BackstageSecret.fromSecretName', 'name', name, text);
    return BackstageSecret.fromSecret({ name }, keys);
  }

  readonly apiObject: ApiObject;

  private readonly values: Readonly<Record<string, string>>;
  private readonly backendSecret: string;

  constructor(scope: Construct, id: string, props: BackstageSecretProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { backendSecret } = props;
    const { names, profile } = this.release;
    this.backendSecret = backendSecret;
    this.values = Object.fromEntries(
      CREDENTIALS.flatMap((credential) => {
        const { [credential]: value } = props;
        return value === undefined ? [] : [[profile.secretKeys[credential], value]];
      }),
    );
    addCheck(this, () =>
      backendSecret.trim() === ''
        ? ['backendSecret: must not be blank; set it to 32 random characters, and keep them unchanged']
        : [],
    );
    this.apiObject = this.resource<Secret>(
      { apiVersion: 'v1', kind: 'Secret', name: names.secret },
      { type: 'Opaque', data: mapValues(this.values, base64) },
    );
  }

  /**
   * Hash of the Secret's values. Labels and names do not change it.
   *
   * More people can read the pod annotation with the hash than the Secret. The backend secret is therefore the key of
   * the hash. If others could guess the backend secret, the hash leaves out all values that they could guess. Without
   * any value left, there is no hash.
   */
  get contentHash(): string | undefined {
    if (isStrongSecret(this.backendSecret)) {
      return hmacSha256(this.backendSecret, JSON.stringify(this.values));
    }
    const strong = Object.entries(this.values).filter(([, value]) => isStrongSecret(value));
    return strong.length > 0 ? sha256(JSON.stringify(strong)) : undefined;
  }

  /** @inheritdoc */
  key(credential: Credential & keyof BackstageSecretProps): SecretKey {
    const key = this.release.profile.secretKeys[credential];
    if (!Object.hasOwn(this.values, key) && !isOptional(credential)) {
      throw new Error(
        `${this.node.path}: ${credential} is required; pass it to BackstageSecret, or use an existing Secret that contains it`,
      );
    }
    return { secret: this, key };
  }
}

function mapValues(map: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
