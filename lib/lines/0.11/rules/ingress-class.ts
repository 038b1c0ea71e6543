import type { ChartRule } from '../subject';

/** A class is the one value that renders another kind of object than the chart does, without being about it. */
export const ingressClass: ChartRule = {
  id: 'ingress-class',
  severity: 'warning',
  about: 'In `exact`, an Ingress in place of the HTTPRoute of the chart is one that `ingress.kind` asks for.',
  *check({ values: { backstage, gateway }, facts, fidelity }) {
    const { enabled, kind } = backstage.ingress;
    const named = facts.ingressClass;
    if (backstage.enabled && enabled && fidelity !== 'corrected' && kind === undefined && named) {
      const chart = gateway.enabled ? 'an HTTPRoute' : 'no way into Backstage';
      yield {
        path: named.path,
        message: `renders an Ingress; the chart takes no notice of the class and renders ${chart}`,
        fix: 'set backstage.ingress.kind to Ingress where that is meant, or to HTTPRoute for what the chart renders',
      };
    }
  },
};
