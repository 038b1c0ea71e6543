import type { ChartRule } from '../subject';

/** The chart takes these values and does nothing with them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Values that are set have an effect.',
  *check({ values: { backstage, openchoreoApi } }) {
    if (!backstage.enabled) {
      return;
    }
    const { tls, ingressClassName } = openchoreoApi.ingress;
    const unread = [
      { path: 'openchoreoApi.ingress.tls', isSet: tls?.length, fix: 'give the certificate to the Gateway' },
      { path: 'openchoreoApi.ingress.ingressClassName', isSet: ingressClassName, fix: 'add a separate Ingress' },
    ];
    for (const { path, isSet, fix } of unread) {
      if (isSet) {
        yield { path, message: 'has no effect: nothing that is rendered depends on it', fix };
      }
    }
  },
};
