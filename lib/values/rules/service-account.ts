import type { PortalRule } from './portal-values';

/** Kubernetes creates no pods with a ServiceAccount that does not exist. */
export const serviceAccount: PortalRule = {
  id: 'service-account',
  severity: 'warning',
  about: 'If the ServiceAccount is not rendered, the values name an existing one.',
  *check(subject) {
    const { enabled, serviceAccount } = subject.values.backstage;
    if (!enabled || serviceAccount.create !== false) {
      return;
    }
    if (!serviceAccount.name || !subject.isGiven('backstage.serviceAccount.name')) {
      yield {
        path: 'backstage.serviceAccount.name',
        message: `is required, because backstage.serviceAccount.create is false: otherwise the pods use ${subject.release.profile.defaults.serviceAccountName}, which is not rendered`,
        fix: 'set it to the name of an existing ServiceAccount, for example default',
      };
    }
    if (Object.keys(serviceAccount.annotations ?? {}).length > 0) {
      yield {
        path: 'backstage.serviceAccount.annotations',
        message: 'has no effect, because backstage.serviceAccount.create is false',
        fix: 'remove it, and annotate the existing ServiceAccount',
      };
    }
  },
};
