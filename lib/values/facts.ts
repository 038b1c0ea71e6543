import type { VolumeMount } from 'kubernetes-types/core/v1';
import type { ConnectionPart } from '../backstage/configured-connection';
import type { Credential } from '../backstage/credentials';
import type { Portal } from '../backstage/portal';
import type { JsonMap } from '../util/json';

/**
 * Facts that follow from the values. All chart versions have the same facts, so that shared rules can read facts
 * instead of keys that only one version has.
 */
export interface Facts {
  /** URL at which browsers reach the portal. */
  readonly baseUrl: string;
  /** Whether the portal has no real address yet: it is on localhost or at the chart's default host. */
  readonly isTrial: boolean;
  /** Redirect URLs that the OAuth client must have. */
  readonly redirectUrls: readonly string[];
  /** Kind of the object that routes requests to Backstage; undefined if none is rendered. */
  readonly routeKind: 'HTTPRoute' | 'Ingress' | undefined;
  /** Settings that the container's variables depend on. */
  readonly portal: Portal;
  /** Parts of the connection to PostgreSQL that custom configuration sets, so that no other value is used for them. */
  readonly replacedConnection: readonly ConnectionPart[];
  /**
   * Returns where the values have a credential, or a part of the connection to PostgreSQL.
   *
   * @param credential the credential
   * @param setBy path of the value that contains the credential, if neither a Secret nor a store does
   */
  placeOf(credential: Credential, setBy: string): CredentialPlace;
  /** Custom variables of the container, in order. */
  readonly customVariables: readonly CustomVariable[];
  /** Custom Backstage configuration, without the portal's URL, which a variable sets. Undefined if it is empty. */
  readonly appConfig: JsonMap | undefined;
  /** Mounts of the container, without the custom ones. */
  readonly volumeMounts: readonly VolumeMount[];
}

/** Place of a credential in the values. */
export interface CredentialPlace {
  /** Path of the value that sets the credential. */
  readonly setBy: string;
  /**
   * Returns the instruction to set the credential there, such as `set backstage.backendSecret instead`.
   *
   * @param secret name of the Secret that another setting reads the credential from; undefined if there is none
   */
  instead(secret?: string): string;
}

/** A custom variable of the container. */
export interface CustomVariable {
  /** Path of its entry in the values. */
  readonly path: string;
  readonly name: string;
  /** Text of the variable, which may be a secret. Absent if the entry uses `valueFrom`. */
  readonly value?: string;
  /** Name of the Secret that the entry reads the variable from. Absent if it does not. */
  readonly secret?: string;
}
