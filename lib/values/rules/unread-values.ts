import type { Rule } from './rule';

/** The chart takes these values and does nothing with them. */
export const unreadValues: Rule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Values that are set have an effect.',
  *check({ values: { backstage, global } }) {
    if (!backstage.enabled) {
      return;
    }
    const set = {
      'backstage.metrics.serviceMonitor.enabled': backstage.metrics.serviceMonitor.enabled,
      'global.imagePullSecrets': global.imagePullSecrets && global.imagePullSecrets.length > 0,
      'backstage.auth.redirectUrls': backstage.auth.redirectUrls && backstage.auth.redirectUrls.length > 0,
    };
    const mends: Readonly<Record<string, string>> = {
      'backstage.metrics.serviceMonitor.enabled': 'add a ServiceMonitor of your own',
      'global.imagePullSecrets': "add them to the ServiceAccount's imagePullSecrets",
      'backstage.auth.redirectUrls': 'register the URLs with the identity provider',
    };
    for (const [path, isSet] of Object.entries(set)) {
      if (isSet) {
        yield { path, message: 'has no effect: no template of the chart renders it', mend: mends[path] ?? 'remove it' };
      }
    }
  },
};
