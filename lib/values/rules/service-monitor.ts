import { isDnsLabel } from '../../kubernetes/dns';
import { milliseconds } from '../../kubernetes/duration';
import { describe } from '../../util/describe';
import type { PortalRule } from './portal-values';

/** Pattern of durations that Prometheus accepts: the largest unit comes first. */
const DURATION = /^(?:0|(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?)$/;

/** The Prometheus operator drops an invalid ServiceMonitor, and reports that only in its log. */
export const serviceMonitor: PortalRule = {
  id: 'service-monitor',
  severity: 'error',
  about: 'The Prometheus operator accepts the ServiceMonitor.',
  *check({ values: { backstage } }) {
    const { enabled, serviceMonitor } = backstage.metrics;
    if (!backstage.enabled || !serviceMonitor.enabled) {
      return;
    }
    const { namespace, interval, scrapeTimeout, path } = serviceMonitor;
    const section = 'backstage.metrics.serviceMonitor';
    if (!enabled) {
      yield {
        path: 'backstage.metrics.enabled',
        message: `must be true if the ServiceMonitor is enabled, got ${describe(enabled)}`,
        fix: `set it to true, or set ${section}.enabled to false`,
      };
    }
    if (namespace && !isDnsLabel(namespace)) {
      yield {
        path: `${section}.namespace`,
        message: `must be the name of a namespace, got ${describe(namespace)}`,
        fix: 'use lowercase letters, digits and dashes, for example monitoring',
      };
    }
    if (path && !path.startsWith('/')) {
      yield {
        path: `${section}.path`,
        message: `must begin with a slash, got ${describe(path)}`,
        fix: `set it to /${path}`,
      };
    }
    for (const [key, duration] of Object.entries({ interval, scrapeTimeout })) {
      if (duration && !DURATION.test(duration)) {
        yield {
          path: `${section}.${key}`,
          message: `must be a duration, got ${describe(duration)}`,
          fix: 'write it as a duration, for example 30s or 1m30s',
        };
      }
    }
    const areDurations = [interval, scrapeTimeout].every((duration) => duration && DURATION.test(duration));
    if (
      areDurations &&
      interval &&
      scrapeTimeout &&
      milliseconds(interval) > 0 &&
      milliseconds(scrapeTimeout) > milliseconds(interval)
    ) {
      yield {
        path: `${section}.scrapeTimeout`,
        message: `must be at most the interval (${interval}), got ${describe(scrapeTimeout)}`,
        fix: 'lower it, or raise the interval',
      };
    }
  },
};
