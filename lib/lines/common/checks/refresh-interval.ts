import { isGoDuration } from '../../../kubernetes/duration';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';

/** Checks the interval of an ExternalSecret. */
export function* checkRefreshInterval(interval: string | undefined): Iterable<Violation> {
  if (interval && !isGoDuration(interval)) {
    yield {
      path: 'backstage.externalSecret.refreshInterval',
      message: `must be a duration in hours, minutes and seconds, got ${describe(interval)}`,
      fix: 'write it as 1h, 24h or 1h30m',
    };
  }
}
