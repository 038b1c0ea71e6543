import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { Effective } from '../node';
import type { appConfig } from '../sections/app-config';
import type { metrics } from '../sections/metrics';
import type { networkPolicy } from '../sections/network-policy';
import type { patches } from '../sections/patches';
import type { podSection } from '../sections/pod';
import type { scalingSection } from '../sections/scaling';
import type { Subject } from '../subject';
import type { Rule } from './rule';

type PodValues = {
  readonly [Key in keyof ReturnType<typeof podSection>]: Effective<ReturnType<typeof podSection>[Key]>;
};

type ScalingValues = {
  readonly [Key in keyof ReturnType<typeof scalingSection>]: Effective<ReturnType<typeof scalingSection>[Key]>;
};

/** Values that every chart version has. Rules that several versions share read them. */
export interface PortalValues {
  readonly backstage: PodValues &
    ScalingValues & {
      readonly enabled: boolean | undefined;
      readonly appConfig: Effective<typeof appConfig>;
      readonly metrics: Effective<typeof metrics>;
      readonly networkPolicy: Effective<typeof networkPolicy>;
      readonly service: { readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | undefined };
      readonly auth: {
        /** The Job that registers redirect URLs, in the chart versions that have it. */
        readonly registration?: {
          readonly enabled: boolean | undefined;
          readonly resources: ResourceRequirements | undefined;
        };
        readonly clientId: string | undefined;
      };
      readonly patches: Effective<typeof patches>;
      readonly priorityClass: {
        readonly create: boolean | undefined;
        readonly name: string | undefined;
        readonly value: number | undefined;
      };
      readonly serviceAccount: {
        readonly create: boolean | undefined;
        readonly name: string | undefined;
        readonly annotations: Readonly<Record<string, string>> | undefined;
      };
      readonly database: {
        readonly type: 'sqlite' | 'postgresql' | undefined;
        readonly sqlite: {
          readonly mountPath: string | undefined;
          readonly persistence: {
            readonly enabled: boolean | undefined;
            readonly size: string | undefined;
            readonly existingClaim: string | undefined;
          };
        };
      };
    };
}

/** A rule that several chart versions share. */
export type PortalRule = Rule<Subject<PortalValues>>;
