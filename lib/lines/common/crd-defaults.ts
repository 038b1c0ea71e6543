import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { canonicalQuantity } from '../../kubernetes/quantity';
import type { Defect } from '../../values/defect';
import type { Subject } from '../../values/subject';

/** Values and facts that decide whether the defect affects the output. */
interface Affected {
  readonly values: { readonly backstage: { readonly resources: ResourceRequirements | undefined } };
  /** Whether the output contains an HTTPRoute that the chart renders. */
  readonly hasRoute: boolean;
}

/**
 * Returns the defect of a line. It never warns of a single value, because every portal with the chart's defaults has it.
 *
 * @param affected returns what decides whether the defect affects the output
 */
export function crdDefaults<S extends Subject>(affected: (subject: S) => Affected): Defect<S, 'crd-defaults'> {
  return {
    id: 'crd-defaults',
    object: 'HTTPRoutes: fields with a default; Deployment and PersistentVolumeClaim: quantities',
    chart: "omits fields that Gateway API's CRD sets, such as `weight: 1`; writes quantities such as `2000m`",
    corrected: 'contains these fields; writes quantities as Kubernetes prints them, such as `2`',
    why: 'Argo CD can report the objects as OutOfSync forever, and server-side apply by another tool conflicts.',
    effect: 'changes in place',
    *find(subject) {
      const { values, hasRoute } = affected(subject);
      const { limits = {}, requests = {} } = values.backstage.resources ?? {};
      const amounts = [...Object.values(limits), ...Object.values(requests)];
      if (hasRoute || amounts.some((amount) => amount !== canonicalQuantity(amount))) {
        yield { message: 'server-side apply by another tool conflicts with the objects' };
      }
    },
  };
}
