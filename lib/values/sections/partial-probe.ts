import type { HTTPGetAction, Probe } from 'kubernetes-types/core/v1';

/** Probe that omits members which its default supplies. */
export type PartialProbe = Omit<Probe, 'httpGet'> & { readonly httpGet?: Partial<HTTPGetAction> };
