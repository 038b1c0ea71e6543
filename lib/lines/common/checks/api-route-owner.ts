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
        "is true, so the output contains the API's HTTPRoute with the labels of Helm: if the API stays with Helm, Helm and the tool that applies the output overwrite each other's route",
      fix: 'set it to false; if this output replaces the route in the Helm release, allow api-route-owner',
    };
  }
}
