import type { ChartRule } from '../subject';

/** With a class, this package renders an Ingress, but the chart ignores it and renders an HTTPRoute. */
export const ingressClass: ChartRule = {
  id: 'ingress-class',
  severity: 'warning',
  about: 'In `exact`, an Ingress replaces the HTTPRoute of the chart only if `ingress.kind` is set.',
  *check({ values: { backstage, gateway }, facts, fidelity }) {
    const { enabled, kind } = backstage.ingress;
    const named = facts.ingressClass;
    if (backstage.enabled && enabled && fidelity !== 'corrected' && kind === undefined && named) {
      const chart = gateway.enabled ? 'an HTTPRoute' : 'no route to Backstage';
      yield {
        path: named.path,
        message: `renders an Ingress, but the chart ignores the class and renders ${chart}`,
        fix: 'set backstage.ingress.kind to Ingress to confirm it, or to HTTPRoute to render the same as the chart',
      };
    }
  },
};
