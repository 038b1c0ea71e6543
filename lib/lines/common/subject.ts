import type { TmpOption } from '../../backstage/volumes';
import type { Facts } from '../../values/facts';
import type { Effective } from '../../values/node';
import type { Resolved } from '../../values/resolve';
import type { PortalValues } from '../../values/rules/portal-values';
import type { patches } from '../../values/sections/patches';

/** Values that all lines turn into the same objects. */
export interface CommonValues extends PortalValues {
  readonly global: { readonly imagePullSecrets: readonly { readonly name?: string }[] | undefined };
  readonly backstage: PortalValues['backstage'] & {
    readonly service: {
      readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | undefined;
      readonly port: number | undefined;
      readonly nodePort: number | undefined;
    };
    readonly patches: Effective<typeof patches>;
  };
}

/** Facts that all lines turn into the same objects. */
export interface CommonFacts extends Facts {
  readonly tmp: TmpOption;
  readonly scrapesMetrics: boolean;
}

/** Values of any line that passed every check, and the facts that follow from them. */
export interface CommonResolved
  extends Pick<
    Resolved<CommonValues, never, string>,
    'values' | 'release' | 'fidelity' | 'isGiven' | 'nulls' | 'namespaceObject'
  > {
  readonly facts: CommonFacts;
  reproduces(id: string): boolean;
}
