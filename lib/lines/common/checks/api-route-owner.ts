import type { Release } from '../../../backstage/release';
import type { Violation } from '../../../util/violation';

/**
 * Checks that the API's HTTPRoute has one owner. With Helm's labels, the objects take over those of a Helm release,
 * and the API itself stays in it.
 *
 * @param path value that renders the route
 * @param isRendered whether the route is rendered
 */
export function* checkApiRouteOwner(path: string, isRendered: boolean, release: Release): Iterable<Violation> {
  if (isRendered && release.managedBy === 'Helm') {
    yield {
      path,
      message:
        "is true, so the output has the API's HTTPRoute with Helm's labels: Helm and another tool would both own it",
      fix: 'set it to false; if this output replaces the route in the Helm release, allow api-route-owner',
    };
  }
}
