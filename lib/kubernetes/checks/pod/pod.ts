import type { PodSpec } from 'kubernetes-types/core/v1';
import type { Quantity } from '../../quantity';
import type { PodContainer } from './containers';
import type { Resources } from './resources';
import type { PodSecurity } from './security';

/** Spec of a pod with the fields that `kubernetes-types` does not have. */
export type Pod = Omit<PodSpec, keyof NewerFields> & NewerFields;

interface NewerFields {
  readonly containers: readonly PodContainer[];
  readonly ephemeralContainers?: readonly object[];
  readonly initContainers?: readonly PodContainer[];
  readonly hostnameOverride?: string;
  readonly hostUsers?: boolean;
  readonly os?: { readonly name: string };
  readonly overhead?: Readonly<Record<string, Quantity>>;
  readonly resourceClaims?: readonly PodResourceClaim[];
  readonly resources?: Resources;
  readonly schedulingGates?: readonly { readonly name: string }[];
  readonly securityContext?: PodSecurity;
  readonly setHostnameAsFQDN?: boolean;
}

/** Claim of devices for a pod. */
export interface PodResourceClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
  readonly resourceClaimTemplateName?: string;
}
