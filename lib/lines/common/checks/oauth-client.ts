import type { Violation } from '../../../util/violation';

/** Finds empty values of `backstage.auth` without which users cannot sign in. */
export function* emptyClientValues(required: Readonly<Record<string, string | undefined>>): Iterable<Violation> {
  for (const [key, value] of Object.entries(required)) {
    if (!value?.trim()) {
      yield {
        path: `backstage.auth.${key}`,
        message: 'is empty, so users cannot sign in',
        fix: 'set it to the value from your identity provider, or set security.enabled to false',
      };
    }
  }
}
