import { longSleep } from '../../kubernetes/stop-time';
import { memberOf } from '../../util/members';
import { itemPath } from '../../util/path';
import type { PortalRule } from './portal-values';

/** Kubernetes counts the time of the hook, and kills the process when the time of the pod is over. */
export const terminationGracePeriod: PortalRule = {
  id: 'termination-grace-period',
  severity: 'warning',
  about: 'A `preStop` hook that sleeps leaves the container time to stop.',
  *check({ values: { backstage } }) {
    const { enabled, lifecycle, extraContainers = [], terminationGracePeriodSeconds } = backstage;
    const hooks: [string, unknown][] = [
      ['backstage.lifecycle', lifecycle],
      ...extraContainers.map((container, index): [string, unknown] => [
        `${itemPath('backstage.extraContainers', index)}.lifecycle`,
        memberOf(container, 'lifecycle'),
      ]),
    ];
    for (const [path, hook] of enabled ? hooks : []) {
      const found = longSleep(hook, terminationGracePeriodSeconds);
      if (found) {
        const { seconds, graceSeconds } = found;
        yield {
          path: `${path}.preStop`,
          message: `sleeps ${seconds} s, but the pod has ${graceSeconds} s to stop, so Kubernetes kills the container while it sleeps`,
          fix: `set backstage.terminationGracePeriodSeconds to ${Math.ceil(seconds) + graceSeconds}, or let it sleep less`,
        };
      }
    }
  },
};
