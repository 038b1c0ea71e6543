import { namedClass } from '../addresses';
import type { Rule } from './rule';

/** A class is the one value that renders another kind of object than the chart does, without being about it. */
export const ingressClass: Rule = {
  id: 'ingress-class',
  severity: 'warning',
  about: 'In `exact`, an Ingress in place of the HTTPRoute of the chart is one that `ingress.kind` asks for.',
  *check({ values, fidelity }) {
    const { backstage, gateway } = values;
    const { enabled, kind } = backstage.ingress;
    const named = namedClass(values);
    if (backstage.enabled && enabled && fidelity === 'exact' && kind === null && named) {
      const chart = gateway.enabled ? 'an HTTPRoute' : 'no way into Backstage';
      yield {
        path: named.path,
        message: `renders an Ingress; the chart takes no notice of the class and renders ${chart}`,
        mend: 'set backstage.ingress.kind to Ingress where that is meant, or to HTTPRoute for what the chart renders',
      };
    }
  },
};
