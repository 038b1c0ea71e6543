import type { Rule } from './rule';

/** The chart takes these values and does nothing with them. */
export const unreadValues: Rule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Values that are set have an effect.',
  *check({ values: { backstage, global, openchoreoApi }, fidelity }) {
    if (!backstage.enabled) {
      return;
    }
    const { networkPolicy } = backstage;
    const isExact = fidelity === 'exact';
    const unread = [
      {
        path: 'global.imagePullSecrets',
        isSet: isExact && isFilled(global.imagePullSecrets),
        mend: 'use fidelity corrected, which gives them to the pods',
      },
      {
        path: 'backstage.networkPolicy.peers',
        isSet: isExact && Object.values(networkPolicy.peers).some(isFilled),
        mend: 'use fidelity corrected, whose NetworkPolicy is made of them',
      },
      {
        path: 'openchoreoApi.ingress.tls',
        isSet: isFilled(openchoreoApi.ingress.tls),
        mend: 'give the certificate to the Gateway',
      },
      {
        path: 'openchoreoApi.ingress.ingressClassName',
        isSet: openchoreoApi.ingress.ingressClassName,
        mend: 'add an Ingress of your own',
      },
    ];
    for (const { path, isSet, mend } of unread) {
      if (isSet) {
        yield { path, message: 'has no effect: nothing that is rendered depends on it', mend };
      }
    }
  },
};

function isFilled(list: readonly unknown[] | null): boolean {
  return list !== null && list.length > 0;
}
