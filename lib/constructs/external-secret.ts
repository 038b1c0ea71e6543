import type { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { ExternalSecret, type ExternalSecretSpec } from '../../imports/external-secrets.io';
import type { BackstageCredentials, Credential, SecretKey } from '../backstage/credentials';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { BackstageResource, type BackstageResourceProps } from './resource';

/** The store that holds the credentials (values: `backstage.externalSecret.secretStoreRef`). */
export interface SecretStoreRef {
  /** Name of the store. */
  readonly name: string;
  /**
   * Whether the store is of the release's namespace or of the cluster.
   *
   * @default 'SecretStore'
   */
  readonly kind?: 'SecretStore' | 'ClusterSecretStore';
}

/** Where the store has a value. */
export interface RemoteRef {
  /** Name of the entry in the store. */
  readonly key: string;
  /**
   * Member of the entry, where it has several.
   *
   * @default - the entry as a whole
   */
  readonly property?: string;
  /**
   * Version of the entry.
   *
   * @default - the newest
   */
  readonly version?: string;
}

/** Where the store has each credential. Those that are not given get no key in the Secret. */
export type RemoteCredentials = { readonly [Name in 'backendSecret' | 'clientSecret']: RemoteRef } & {
  readonly [Name in Credential]?: RemoteRef;
};

/** Settings of {@link BackstageExternalSecret}. */
export interface BackstageExternalSecretProps extends BackstageResourceProps {
  /** The store that holds the credentials. */
  readonly secretStoreRef: SecretStoreRef;

  /** Where the store has each credential (values: `backstage.externalSecret.data`). */
  readonly data: RemoteCredentials;

  /**
   * Time between looks at the store, such as `1h` (values: `backstage.externalSecret.refreshInterval`).
   *
   * @default '1h'
   */
  readonly refreshInterval?: Duration | string;

  /**
   * Name of the Secret that the operator makes, and of the ExternalSecret (values:
   * `backstage.externalSecret.target.name`).
   *
   * @default - '<fullname>-backstage-secrets', as the chart's
   */
  readonly targetName?: string;
}

/**
 * An ExternalSecret, from which the External Secrets Operator makes the Secret with Backstage's credentials. No value is
 * in it.
 */
export class BackstageExternalSecret extends BackstageResource implements BackstageCredentials {
  readonly apiObject: ApiObject;

  private readonly data: RemoteCredentials;
  private readonly targetName: string;

  constructor(scope: Construct, id: string, props: BackstageExternalSecretProps) {
    super(scope, id, props);
    const { names, profile } = this.release;
    const { externalSecret } = OPTION_DEFAULTS;
    const { secretStoreRef, data, refreshInterval = externalSecret.refreshInterval, targetName = names.secret } = props;
    const { name, kind = externalSecret.storeKind } = secretStoreRef;
    this.data = data;
    this.targetName = targetName;
    this.apiObject = this.resource<{ spec: ExternalSecretSpec }>(
      { ...ExternalSecret.GVK, name: targetName },
      {
        spec: {
          refreshInterval: typeof refreshInterval === 'string' ? refreshInterval : `${refreshInterval.toSeconds()}s`,
          secretStoreRef: { name, kind },
          target: { name: targetName },
          data: credentialsIn(profile.secretKeys).flatMap(([credential, secretKey]) => {
            const { [credential]: remoteRef } = data;
            return remoteRef ? [{ secretKey, remoteRef }] : [];
          }),
        },
      },
    );
  }

  /** @inheritdoc */
  key(credential: Credential): SecretKey {
    if (!this.data[credential]) {
      throw new Error(`${this.node.path}: ${credential} is needed, got none; say in data where the store has it`);
    }
    return { secret: { name: this.targetName }, key: this.release.profile.secretKeys[credential] };
  }
}

/** The credentials with their keys, in the order of a Secret's keys. */
function credentialsIn(keys: Readonly<Record<Credential, string>>): [Credential, string][] {
  return Object.entries(keys) as [Credential, string][];
}
