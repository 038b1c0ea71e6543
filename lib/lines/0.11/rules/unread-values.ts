import type { ChartRule } from '../subject';

/** The chart accepts these values, but does not use them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Every value that you set has an effect.',
  *check({ values: { backstage, openchoreoApi } }) {
    if (!backstage.enabled) {
      return;
    }
    const { tls, ingressClassName } = openchoreoApi.ingress;
    const unread = [
      {
        path: 'openchoreoApi.ingress.tls',
        isSet: tls?.length,
        fix: 'remove it, and add the certificate to the Gateway',
      },
      {
        path: 'openchoreoApi.ingress.ingressClassName',
        isSet: ingressClassName,
        fix: 'remove it, and create a separate Ingress',
      },
    ];
    for (const { path, isSet, fix } of unread) {
      if (isSet) {
        yield { path, message: 'has no effect: no rendered object uses it', fix };
      }
    }
  },
};
