import { credentialSource } from '../credentials';
import { isGoDuration } from '../duration';
import { describe } from '../validate';
import type { Rule } from './rule';

/** The External Secrets Operator cannot read an ExternalSecret with another time, and makes no Secret. */
export const externalSecret: Rule = {
  id: 'external-secret',
  severity: 'error',
  about: 'The ExternalSecret is one that the External Secrets Operator takes.',
  *check({ values }) {
    const { enabled, externalSecret } = values.backstage;
    const { refreshInterval } = externalSecret;
    const isRendered = enabled && credentialSource(values) === 'external';
    if (isRendered && refreshInterval && !isGoDuration(refreshInterval)) {
      yield {
        path: 'backstage.externalSecret.refreshInterval',
        message: `must be a duration in hours, minutes and seconds, got ${describe(refreshInterval)}`,
        mend: 'write it as 1h, 24h or 1h30m',
      };
    }
  },
};
