import type { Rule } from './rule';

/** An HTTPRoute has no certificates. */
export const tlsWithoutClass: Rule = {
  id: 'tls-without-class',
  severity: 'warning',
  about: 'TLS entries are for an Ingress; the Gateway terminates TLS for an HTTPRoute.',
  *check({ values: { backstage }, addresses }) {
    const { enabled, tls } = backstage.ingress;
    if (backstage.enabled && enabled && tls && tls.length > 0 && addresses.ingressKind === 'HTTPRoute') {
      yield {
        path: 'backstage.ingress.tls',
        message: 'is not rendered: behind an HTTPRoute the Gateway terminates TLS, with its own certificate',
        mend: 'give the certificate to the Gateway and remove it here, or set backstage.ingress.kind to Ingress',
      };
    }
  },
};
