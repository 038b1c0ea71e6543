import type { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalSecret, type ExternalSecretSpec } from '../../imports/external-secrets.io';
import { type BackstageCredentials, type Credential, isOptional, type SecretKey } from '../backstage/credentials';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { isGoDuration } from '../kubernetes/duration';
import { describe } from '../util/describe';
import { callable, either, hidden, membersOf, objectLike, oneOf, optional, type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { RESOURCE_PROPS } from './prop-shapes';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';

/** Secret store that holds the credentials (values: `backstage.externalSecret.secretStoreRef`). */
export interface SecretStoreRef {
  /** Name of the store. */
  readonly name: string;
  /**
   * Kind of the store: a SecretStore of the release's namespace, or a ClusterSecretStore.
   *
   * @default 'SecretStore'
   */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** Entry of a secret store, or a property of one, that holds a value. */
export interface RemoteRef {
  /** Name of the entry in the store. */
  readonly key: string;
  /**
   * Property of the entry, if it has several.
   *
   * @default - the whole entry
   */
  readonly property?: string;
  /**
   * Version of the entry.
   *
   * @default - the latest version
   */
  readonly version?: string;
}

/** Store entry of each credential. The Secret has no key for a credential without an entry. */
export type RemoteCredentials = { readonly [Name in 'backendSecret' | 'clientSecret']: RemoteRef } & {
  readonly [Name in Credential]?: RemoteRef;
};

/**
 * Fields that the operator's CRD sets if they are absent. Argo CD can report an object without them as OutOfSync forever.
 */
const CRD_DEFAULTS = {
  target: { creationPolicy: 'Owner', deletionPolicy: 'Retain' },
  remoteRef: { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
} as const;

/** Settings of {@link BackstageExternalSecret}. */
export interface BackstageExternalSecretProps extends BackstageResourceProps {
  /** Secret store that holds the credentials (values: `backstage.externalSecret.secretStoreRef`). */
  readonly secretStoreRef: SecretStoreRef;

  /** Store entry of each credential (values: `backstage.externalSecret.data`). */
  readonly data: RemoteCredentials;

  /**
   * Time between two reads of the store, such as `1h` (values: `backstage.externalSecret.refreshInterval`).
   *
   * @default '1h'
   */
  readonly refreshInterval?: Duration | string;

  /**
   * Name of the ExternalSecret, and of the Secret that the operator creates (values:
   * `backstage.externalSecret.target.name`).
   *
   * @default - the release's `names.secret`
   */
  readonly targetName?: string;
}

const REMOTE_REF = hidden(membersOf<RemoteRef>({ key: text, property: optional(text), version: optional(text) }));

const PROPS: Shapes<BackstageExternalSecretProps> = {
  ...RESOURCE_PROPS,
  secretStoreRef: membersOf<SecretStoreRef>({ name: text, kind: optional(oneOf('SecretStore', 'ClusterSecretStore')) }),
  data: membersOf<RemoteCredentials>({
    backendSecret: REMOTE_REF,
    clientSecret: REMOTE_REF,
    postgresPassword: optional(REMOTE_REF),
    postgresHost: optional(REMOTE_REF),
    postgresPort: optional(REMOTE_REF),
    postgresUser: optional(REMOTE_REF),
    postgresDatabase: optional(REMOTE_REF),
    thunderToken: optional(REMOTE_REF),
    jenkinsApiKey: optional(REMOTE_REF),
    githubActionsToken: optional(REMOTE_REF),
    githubOauthClientSecret: optional(REMOTE_REF),
  }),
  refreshInterval: optional(either(text, objectLike('a Duration', { toSeconds: callable }))),
  targetName: optional(text),
};

/**
 * ExternalSecret from which the External Secrets Operator creates the Secret with Backstage's credentials. It contains
 * no secret values.
 *
 * `key` throws an error for a credential that `data` does not contain, unless pods also start without it. Synthesis fails
 * if `refreshInterval` is not a duration.
 */
export class BackstageExternalSecret extends BackstageResource implements BackstageCredentials {
  readonly apiObject: ApiObject;

  private readonly data: RemoteCredentials;
  private readonly targetName: string;

  constructor(scope: Construct, id: string, props: BackstageExternalSecretProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { names, profile } = this.release;
    const { externalSecret } = OPTION_DEFAULTS;
    const { secretStoreRef, data, refreshInterval = externalSecret.refreshInterval, targetName = names.secret } = props;
    const { name, kind = externalSecret.storeKind } = secretStoreRef;
    addCheck(this, () =>
      typeof refreshInterval === 'string' && !isGoDuration(refreshInterval)
        ? [
            `refreshInterval: must be a duration in hours, minutes and seconds, got ${describe(refreshInterval)}; write it as 1h, 24h or 1h30m`,
          ]
        : [],
    );
    this.data = data;
    this.targetName = targetName;
    this.apiObject = this.resource<{ spec: ExternalSecretSpec }>(
      { ...ExternalSecret.GVK, name: targetName },
      {
        spec: {
          refreshInterval: typeof refreshInterval === 'string' ? refreshInterval : `${refreshInterval.toSeconds()}s`,
          secretStoreRef: { name, kind },
          target: { name: targetName, ...CRD_DEFAULTS.target },
          data: credentialsIn(profile.secretKeys).flatMap(([credential, secretKey]) => {
            const { [credential]: remoteRef } = data;
            return remoteRef ? [{ secretKey, remoteRef: { ...CRD_DEFAULTS.remoteRef, ...remoteRef } }] : [];
          }),
        },
      },
    );
  }

  /** @inheritdoc */
  key(credential: Credential): SecretKey {
    if (!this.data[credential] && !isOptional(credential)) {
      throw new Error(
        `${this.node.path}: data.${credential} is required; set it to the store's entry that holds the value`,
      );
    }
    return { secret: { name: this.targetName }, key: this.release.profile.secretKeys[credential] };
  }
}

/** Returns each credential with its key, in the order of the Secret's keys. */
function credentialsIn(keys: Readonly<Record<Credential, string>>): [Credential, string][] {
  return Object.entries(keys) as [Credential, string][];
}
