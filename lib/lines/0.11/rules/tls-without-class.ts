import type { ChartRule } from '../subject';

/** An HTTPRoute has no certificates. */
export const tlsWithoutClass: ChartRule = {
  id: 'tls-without-class',
  severity: 'warning',
  about: 'TLS entries are for an Ingress; the Gateway terminates TLS for an HTTPRoute.',
  *check({ values: { backstage }, facts }) {
    const { enabled, tls } = backstage.ingress;
    if (backstage.enabled && enabled && tls && tls.length > 0 && facts.ingressKind === 'HTTPRoute') {
      yield {
        path: 'backstage.ingress.tls',
        message: 'is not rendered: behind an HTTPRoute the Gateway terminates TLS, with its own certificate',
        fix: 'give the certificate to the Gateway and remove it here, or set backstage.ingress.kind to Ingress',
      };
    }
  },
};
