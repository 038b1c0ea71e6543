import { milliseconds } from '../../../kubernetes/duration';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';

/** Durations as Gateway API writes them. */
const DURATION = /^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/;

interface Timeouts {
  readonly request: string | undefined;
  readonly backendRequest: string | undefined;
}

/** Checks the time limits of a route. */
export function* checkTimeouts(section: string, timeouts: Timeouts): Iterable<Violation> {
  const { request, backendRequest } = timeouts;
  const given = Object.entries({ request, backendRequest }).flatMap(([key, duration]) =>
    duration ? [{ key, duration }] : [],
  );
  for (const { key, duration } of given) {
    if (!DURATION.test(duration)) {
      yield {
        path: `${section}.timeouts.${key}`,
        message: `must be a duration, got ${describe(duration)}`,
        fix: 'write it as 30s or 1m30s; 0s means no limit',
      };
    }
  }
  const areDurations = given.every(({ duration }) => DURATION.test(duration));
  if (
    areDurations &&
    request &&
    backendRequest &&
    milliseconds(request) > 0 &&
    milliseconds(backendRequest) > milliseconds(request)
  ) {
    yield {
      path: `${section}.timeouts.backendRequest`,
      message: `must be at most request (${request}), got ${describe(backendRequest)}`,
      fix: 'lower it, or raise request',
    };
  }
}
