import { unreadCredentials } from '../../common/checks/unread-credentials';
import { hasKey } from '../credentials';
import type { ChartRule } from '../subject';

/** The chart accepts these values, but does not use them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Every value that you set has an effect.',
  *check(subject) {
    const { backstage, openchoreoApi } = subject.values;
    if (!backstage.enabled) {
      return;
    }
    yield* unreadCredentials(subject, (credential) => hasKey(subject.values, credential));
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
