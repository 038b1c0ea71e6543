import type { JsonValue } from '../../util/json';
import type { Violation } from '../../util/violation';
import { type ConfigTree, find } from '../config-tree';
import type { Portal } from '../portal';
import { listOf } from './list-of';

/** Finds a list of allowed origins without that of the portal, which the image allows. */
export function* otherOrigins({ tree, pathOf }: ConfigTree, { baseUrl }: Portal): Iterable<Violation> {
  const keys = ['backend', 'cors', 'origin'];
  const list = listOf(find(tree, keys));
  const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : undefined;
  if (list !== undefined && origin !== undefined && !list.some((item) => matchesOrigin(item, origin))) {
    yield {
      path: pathOf(keys),
      message: `replaces the image's value, and no longer allows the portal's own origin ${origin}`,
      fix: `add ${origin}`,
    };
  }
}

/** Most parts between stars in a pattern that is compared. More of them take too long. */
const MAX_STARS = 6;

/** Checks whether a pattern matches an origin. Backstage compares the parts between slashes (minimatch). */
function matchesOrigin(pattern: JsonValue, origin: string): boolean {
  if (typeof pattern !== 'string') {
    return false;
  }
  if (/[[\]{}()!+@]/.test(pattern) || pattern.split('*').length > MAX_STARS) {
    // Only minimatch can tell what such a pattern matches.
    return true;
  }
  const source = pattern.replace(/[\\^$.|]/g, '\\$&').replace(/[*?]+/g, (stars) => (stars === '?' ? '[^/]' : '[^/]*'));
  return new RegExp(`^${source}$`, 'i').test(origin);
}
