import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type UrlPart, urlProblems } from '../backstage/portal-route';
import { urlToCopy } from '../backstage/secrets';
import { isMap, listOf, memberOf, textOf } from '../util/members';
import type { CheckId } from './configure-checks';
import type { ObjectProblem } from './object-checks';
import type { RenderedObject } from './rendered-objects';
import { routesTo } from './rendered-routes';

/** Workload that browsers open at a URL. */
interface Workload extends Construct {
  readonly apiObject: ApiObject;
  readonly podLabels: Readonly<Record<string, string>>;
}

const FIXES: Readonly<Record<UrlPart, string>> = {
  host: 'add the host to the route, or set baseUrl to a URL with a host of the route',
  path: "add the path '/' to the host of the route",
  prefix: 'set basePath of the HTTPRoute to the path of the URL, or set baseUrl to a URL without a path',
  port: 'remove the port from baseUrl, or set it to the port at which browsers reach the Gateway or the Ingress controller',
  protocol: 'begin baseUrl with https://, and remove its port or set it to that of https',
};

/**
 * Returns how the URL of the portal contradicts the routes to it. They are the HTTPRoutes and Ingresses of the chart,
 * of any author, whose backend is a Service of the workload's pods.
 *
 * @param id check to run
 * @param workload workload of the portal
 * @param objects objects of its chart
 */
export function urlWarnings(
  id: Extract<CheckId, 'routed-url' | 'url-scheme'>,
  workload: Workload,
  objects: readonly RenderedObject[],
): ObjectProblem[] {
  return objects
    .filter(({ apiObject }) => apiObject === workload.apiObject)
    .flatMap((of) => {
      const variable = baseUrlOf(of.object);
      if (variable === undefined) {
        return [];
      }
      const { path, baseUrl } = variable;
      const namespace = textOf(of.object, 'metadata', 'namespace');
      const here = objects
        .map(({ object }) => object)
        .filter((object) => textOf(object, 'metadata', 'namespace') === namespace);
      const services = here.filter((object) => isServiceOf(object, workload.podLabels));
      const isOpen = services.some((service) => (textOf(service, 'spec', 'type') ?? 'ClusterIP') !== 'ClusterIP');
      const routes = here.flatMap((object) => routesTo(services.map(nameOf), object, baseUrl));
      const ports = services
        .flatMap((service) => listOf(service, 'spec', 'ports'))
        .map((each) => memberOf(each, 'port'));
      const port = ports.find((each) => typeof each === 'number');
      const problems = isOpen ? [] : urlProblems(baseUrl, routes, typeof port === 'number' ? port : undefined);
      return problems
        .filter(({ part }) => (part === 'protocol') === (id === 'url-scheme'))
        .map(({ part, message }) => ({
          of,
          path,
          message: `is ${urlToCopy(baseUrl)}, but ${message}`,
          fix: FIXES[part],
        }));
    });
}

/** Returns the URL of the portal in a Deployment, with the path of its variable. */
function baseUrlOf(deployment: unknown): { readonly path: string; readonly baseUrl: string } | undefined {
  for (const [index, container] of listOf(deployment, 'spec', 'template', 'spec', 'containers').entries()) {
    for (const [at, variable] of listOf(container, 'env').entries()) {
      const baseUrl = textOf(variable, 'value');
      if (memberOf(variable, 'name') === 'BACKSTAGE_BASE_URL' && baseUrl !== undefined) {
        return { path: `spec.template.spec.containers[${index}].env[${at}].value`, baseUrl };
      }
    }
  }
  return undefined;
}

function nameOf(object: unknown): string | undefined {
  return textOf(object, 'metadata', 'name');
}

function isServiceOf(object: unknown, podLabels: Readonly<Record<string, string>>): boolean {
  const selector = memberOf(object, 'spec', 'selector');
  return (
    memberOf(object, 'kind') === 'Service' &&
    isMap(selector) &&
    Object.keys(selector).length > 0 &&
    Object.entries(selector).every(([key, value]) => podLabels[key] === value)
  );
}
