import type { VolumeMount } from 'kubernetes-types/core/v1';
import type { Portal } from '../backstage/portal';
import type { JsonMap } from '../util/json';

/** What follows from values, in terms that every chart version has: rules read facts where a version has its own keys. */
export interface Facts {
  /** URL that browsers reach the portal at. */
  readonly baseUrl: string;
  /** Whether nobody has given the portal a real address: it is on localhost, or at the chart's default host. */
  readonly isTrial: boolean;
  /** URLs that the OAuth client must carry. */
  readonly redirectUrls: readonly string[];
  /** Everything that the container's variables depend on. */
  readonly portal: Portal;
  /** Custom variables of the container, in their order. */
  readonly customVariables: readonly CustomVariable[];
  /** Custom Backstage configuration, without what a variable says. Undefined if there is none. */
  readonly appConfig: JsonMap | undefined;
  /** The mounts that the container has without custom ones. */
  readonly volumeMounts: readonly VolumeMount[];
}

/** A custom variable of the container. */
export interface CustomVariable {
  /** Path of its entry in the values. */
  readonly path: string;
  readonly name: string;
  /** Text of the variable, which may be a secret; absent if it comes from elsewhere. */
  readonly value?: string;
}
