import type { ChartRule } from '../subject';

/** An HTTPRoute cannot contain certificates. */
export const tlsWithoutClass: ChartRule = {
  id: 'tls-without-class',
  severity: 'warning',
  about: 'Only an Ingress has TLS entries. For an HTTPRoute, the Gateway terminates TLS.',
  *check({ values: { backstage }, facts }) {
    const { tls } = backstage.ingress;
    if (facts.routeKind === 'HTTPRoute' && tls && tls.length > 0) {
      yield {
        path: 'backstage.ingress.tls',
        message: 'has no effect on an HTTPRoute: the Gateway terminates TLS with its own certificate',
        fix: 'add the certificate to the Gateway and remove it here, or set backstage.ingress.kind to Ingress',
      };
    }
  },
};
