import type { VolumeMount } from 'kubernetes-types/core/v1';
import type { Portal } from '../backstage/portal';
import type { JsonMap } from '../util/json';
import type { CredentialSource } from './set-instead';

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
  /** Source of the credentials. */
  readonly credentialSource: CredentialSource;
  /** Custom variables of the container, in order. */
  readonly customVariables: readonly CustomVariable[];
  /** Custom Backstage configuration, without the portal's URL, which a variable sets. Undefined if it is empty. */
  readonly appConfig: JsonMap | undefined;
  /** Mounts of the container, without the custom ones. */
  readonly volumeMounts: readonly VolumeMount[];
}

/** A custom variable of the container. */
export interface CustomVariable {
  /** Path of its entry in the values. */
  readonly path: string;
  readonly name: string;
  /** Text of the variable, which may be a secret. Absent if the entry uses `valueFrom`. */
  readonly value?: string;
}
