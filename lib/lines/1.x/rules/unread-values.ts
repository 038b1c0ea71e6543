import { unreadCredentials } from '../../common/checks/unread-credentials';
import { isExternal } from '../credentials';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** The schema accepts these values, but no object of the portal uses them. */
export const unreadValues: ChartRule = {
  id: 'unread-values',
  severity: 'warning',
  about: 'Every value that you set has an effect.',
  *check(subject) {
    const { values, facts, release } = subject;
    const { backstage, fullnameOverride } = values;
    if (!backstage.enabled) {
      return;
    }
    const selects = fullnameOverride === release.chartName;
    if (fullnameOverride && fullnameOverride !== DEFAULTS.fullnameOverride && !selects) {
      yield {
        path: 'fullnameOverride',
        message: 'names no object since chart version 1.0: only selectors of the chart read it',
        fix: 'remove it, and set backstage.name instead',
      };
    }
    for (const key of ['baseUrl', 'username']) {
      const path = `backstage.externalCI.jenkins.${key}`;
      if (!facts.portal.externalCi?.jenkins && subject.isGiven(path)) {
        yield {
          path,
          message: 'has no effect: the portal uses no Jenkins',
          fix: 'remove it, or set backstage.externalCI.jenkins.enabled to true',
        };
      }
    }
    yield* unreadCredentials(subject, () => true);
    if (isExternal(values) && subject.isGiven('backstage.secretKeys')) {
      yield {
        path: 'backstage.secretKeys',
        message: 'has no effect: the ExternalSecret creates the Secret with the default keys',
        fix: 'remove it',
      };
    }
  },
};
