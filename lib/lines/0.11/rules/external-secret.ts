import { isGoDuration } from '../../../kubernetes/duration';
import { describe } from '../../../util/describe';
import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The External Secrets Operator rejects an ExternalSecret with an invalid duration, and creates no Secret. */
export const externalSecret: ChartRule = {
  id: 'external-secret',
  severity: 'error',
  about: 'The External Secrets Operator accepts the ExternalSecret.',
  *check({ values }) {
    const { enabled, externalSecret } = values.backstage;
    const { refreshInterval } = externalSecret;
    const isRendered = enabled && credentialSource(values) === 'external';
    if (isRendered && refreshInterval && !isGoDuration(refreshInterval)) {
      yield {
        path: 'backstage.externalSecret.refreshInterval',
        message: `must be a duration in hours, minutes and seconds, got ${describe(refreshInterval)}`,
        fix: 'write it as 1h, 24h or 1h30m',
      };
    }
  },
};
