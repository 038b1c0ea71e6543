import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { canonicalQuantity } from '../../kubernetes/quantity';
import type { Defect } from '../../values/defect';
import type { Subject } from '../../values/subject';

/** Values and facts that decide whether the defect affects the output. */
interface Affected {
  readonly values: { readonly backstage: { readonly resources: ResourceRequirements | undefined } };
  /** Whether the output contains an HTTPRoute that the chart renders. */
  readonly hasRoute: boolean;
  /** Whether the chart leaves the update strategy of the Deployment to Kubernetes. */
  readonly leavesStrategy: boolean;
}

/**
 * Returns the defect of a line. It never warns of a single value, because every portal with the chart's defaults has it.
 *
 * @param affected returns what decides whether the defect affects the output
 */
export function crdDefaults<S extends Subject>(affected: (subject: S) => Affected): Defect<S, 'crd-defaults'> {
  return {
    id: 'crd-defaults',
    object:
      'HTTPRoutes: fields with a default; Deployment: `strategy`; Deployment and PersistentVolumeClaim: quantities',
    chart:
      "omits the strategy and fields that Gateway API's CRD sets, such as `weight: 1`; writes quantities such as `2000m`",
    corrected: 'contains these fields; writes quantities as Kubernetes prints them, such as `2`',
    why: 'Argo CD can report the objects as OutOfSync forever, and server-side apply by another tool conflicts. Server-side apply cannot change a strategy to Recreate that no applier owns.',
    effect: 'changes in place',
    *find(subject) {
      const { values, hasRoute, leavesStrategy } = affected(subject);
      const { limits = {}, requests = {} } = values.backstage.resources ?? {};
      const amounts = [...Object.values(limits), ...Object.values(requests)];
      if (hasRoute || leavesStrategy || amounts.some((amount) => amount !== canonicalQuantity(amount))) {
        yield { message: 'server-side apply by another tool conflicts with the objects' };
      }
    },
  };
}
