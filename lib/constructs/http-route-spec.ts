import {
  HttpRoute,
  type HttpRouteSpec,
  type HttpRouteSpecParentRefs,
  type HttpRouteSpecRulesTimeouts,
  type HttpRouteSpecRules as Rule,
} from '../../imports/gateway.networking.k8s.io';
import type { RouteRule } from '../backstage/profile';
import { isBelowPrefix } from '../kubernetes/routed-hosts';
import { omitEmpty } from '../util/omit-empty';
import { withoutSlashes } from '../util/without-slashes';
import type { HttpBackend } from './ingress-spec';

/** Gateway, or listener of a Gateway, that a route attaches to: Gateway API's `ParentReference`. */
export type ParentRef = HttpRouteSpecParentRefs;

/** Timeouts of a route, such as `30s`: Gateway API's `HTTPRouteTimeouts`. `0s` means no timeout. */
export type HttpRouteTimeouts = HttpRouteSpecRulesTimeouts;

/** Host name, and its paths that an HTTPRoute sends to the backend. */
export interface HttpRouteHost {
  /** DNS name, such as `console.example.com` or the wildcard `*.example.com`. */
  readonly host: string;
  /** Paths to route; at least one. */
  readonly paths: readonly HttpRoutePath[];
}

/** Path of an HTTPRoute. */
export interface HttpRoutePath {
  /** The path. It begins with a slash, unless it is a regular expression. */
  readonly path: string;
  /**
   * How the path of a request is matched.
   *
   * @default - the `pathType` of the route
   */
  readonly pathType?: 'Exact' | 'PathPrefix' | 'RegularExpression';
}

/**
 * Settings that the HTTPRoutes to Backstage and to the OpenChoreo API share: hosts with their paths
 * ({@link HttpRouteByHosts}), or host names and rules ({@link HttpRouteByHostnames}).
 */
export type HttpRouteProps = HttpRouteByHosts | HttpRouteByHostnames;

/** Settings of every HTTPRoute. */
export interface HttpRouteOptions {
  /**
   * Gateways, or listeners of Gateways, that the route attaches to (values: `backstage.ingress.parentRefs`;
   * `backstage.http.parentRefs` since chart 1.0). The Gateways hold the certificates and terminate TLS. The default `namespace` is that of the route.
   *
   * @default - all listeners of the Gateway 'gateway-default'
   */
  readonly parentRefs?: readonly ParentRef[];

  /**
   * Timeouts of requests (values: `backstage.ingress.timeouts`; `backstage.http.timeouts` since chart 1.0). The timeouts of a rule replace them.
   *
   * @default - the timeouts of the Gateway
   */
  readonly timeouts?: HttpRouteTimeouts;

  /**
   * Path of the URL at which clients reach the backend, such as `/portal`. Further rules remove it from requests
   * (Gateway API: filter `URLRewrite`), because Backstage serves everything at `/`. Requests without it are routed as
   * before.
   *
   * @default '/'
   */
  readonly basePath?: string;

  /**
   * Whether the route contains the fields that Gateway API's CRD sets if they are absent, such as `weight: 1`. Without
   * them, Argo CD can report the route as OutOfSync forever.
   *
   * @default true
   */
  readonly crdDefaults?: boolean;
}

/** Settings of an HTTPRoute whose hosts have paths. It has one rule per path. */
export interface HttpRouteByHosts extends HttpRouteOptions {
  /** Hosts and their paths; at least one host, each with a path (values: `backstage.ingress.hosts`). */
  readonly hosts: readonly HttpRouteHost[];
  readonly hostnames?: undefined;
  readonly rules?: undefined;

  /**
   * Default `pathType` of the paths (values: `backstage.ingress.pathType`).
   *
   * @default - Gateway API's default, PathPrefix
   */
  readonly pathType?: HttpRoutePath['pathType'];
}

/** Settings of an HTTPRoute whose rules apply to all of its host names. */
export interface HttpRouteByHostnames extends HttpRouteOptions {
  /**
   * DNS names, such as `console.example.com` or the wildcard `*.example.com`; at least one (values:
   * `backstage.http.hostnames`).
   */
  readonly hostnames: readonly string[];
  readonly hosts?: undefined;
  readonly pathType?: undefined;

  /**
   * Rules for the paths of requests; at least one, each with a prefix.
   *
   * @default - the chart's rules for Backstage, and one rule with the prefix '/' for the OpenChoreo API
   */
  readonly rules?: readonly RouteRule[];
}

/** Defaults of a route that depend on its release and backend. */
interface RouteDefaults {
  /** Gateway that the route attaches to. */
  readonly gateway: string;
  /** Namespace of the route, and of its parents. */
  readonly namespace: string | undefined;
  /** Rules of a route that is given by its host names. */
  readonly rules: readonly RouteRule[];
}

/**
 * Returns a message if there is no host, or one for each host without a path. A route without hosts matches every host,
 * and a host without paths sends no requests to the backend.
 */
export function hostViolations(
  hosts: readonly { readonly host: string; readonly paths: readonly unknown[] }[],
): string[] {
  if (hosts.length === 0) {
    return ['hosts: must not be empty; add a host'];
  }
  return hosts
    .filter(({ paths }) => paths.length === 0)
    .map(({ host }) => `hosts: ${host} must have a path; add { path: '/' } to it`);
}

/**
 * Returns a message for each list of an HTTPRoute that must not be empty. A rule without prefixes matches every path.
 */
export function httpRouteViolations(props: HttpRouteProps): string[] {
  if (props.hosts !== undefined) {
    return hostViolations(props.hosts);
  }
  const { hostnames, rules } = props;
  return [
    ...(hostnames.length === 0 ? ['hostnames: must not be empty; add a host name'] : []),
    ...(rules?.length === 0 ? ["rules: must not be empty; add { prefixes: ['/'] }, or remove it"] : []),
    ...(rules ?? []).flatMap(({ prefixes }, index) =>
      prefixes.length === 0 ? [`rules[${index}].prefixes: must not be empty; add a prefix, such as '/'`] : [],
    ),
  ];
}

/** Returns the spec of an HTTPRoute that sends requests to the backend. Its rules are in the order of the props. */
export function httpRouteSpec(props: HttpRouteProps, defaults: RouteDefaults, backend: HttpBackend): HttpRouteSpec {
  const { parentRefs = [{ name: defaults.gateway }], crdDefaults = true, basePath = '/' } = props;
  const rules = props.hosts === undefined ? prefixRules(props, defaults, backend) : pathRules(props, backend);
  const spec = {
    parentRefs: parentReferences(parentRefs, defaults.namespace),
    hostnames: props.hosts === undefined ? [...props.hostnames] : props.hosts.map(({ host }) => host),
    rules: omitEmpty(withBasePath(rules, withoutSlashes(basePath))),
  };
  return crdDefaults ? withCrdDefaults(spec) : spec;
}

const [GATEWAY_GROUP = ''] = HttpRoute.GVK.apiVersion.split('/');

/** Path of requests that a rule without a path matches: all. */
const ANY_PATH = { type: 'PathPrefix', value: '/' } as const;

/** Returns the spec of an HTTPRoute with the fields that Gateway API's CRD sets if they are absent. */
export function withCrdDefaults({ parentRefs, rules, ...others }: HttpRouteSpec): HttpRouteSpec {
  return {
    parentRefs: parentRefs?.map(({ group = GATEWAY_GROUP, kind = 'Gateway', ...parent }) => ({
      group,
      kind,
      ...parent,
    })),
    ...others,
    rules: rules?.map(({ name, matches = [{}], filters, backendRefs, ...rule }) => ({
      name,
      matches: matches.map(({ path = {}, ...match }) => ({
        path: { type: path.type ?? ANY_PATH.type, value: path.value ?? ANY_PATH.value },
        ...match,
      })),
      filters: filters?.map(({ requestRedirect, ...filter }) => ({
        ...filter,
        requestRedirect: requestRedirect && { ...requestRedirect, statusCode: requestRedirect.statusCode ?? 302 },
      })),
      backendRefs: backendRefs?.map(({ group = '', kind = 'Service', weight = 1, ...backend }) => ({
        group,
        kind,
        ...backend,
        weight,
      })),
      ...rule,
    })),
  };
}

/** Returns one rule per path of a host. */
function pathRules({ hosts, pathType: byDefault, timeouts }: HttpRouteByHosts, { name, port }: HttpBackend): Rule[] {
  return hosts.flatMap(({ paths }) =>
    paths.map(({ path, pathType = byDefault }) => ({
      matches: [{ path: { type: pathType, value: path } }],
      backendRefs: [{ name, port }],
      timeouts: omitEmpty(timeouts),
    })),
  );
}

/** Returns the rules of a route that is given by its host names. */
function prefixRules(
  { rules, timeouts: ofRoute }: HttpRouteByHostnames,
  defaults: RouteDefaults,
  backend: HttpBackend,
): Rule[] {
  return (rules ?? defaults.rules).map(({ name, prefixes, timeouts = ofRoute }) => ({
    name,
    matches: prefixes.map((value) => ({ path: { type: 'PathPrefix', value } })),
    backendRefs: [{ name: backend.name, port: backend.port }],
    timeouts: omitEmpty(timeouts),
  }));
}

/**
 * Returns the rules, and further rules that remove the path of the portal's URL before the paths of the rules. Gateway
 * API accepts one path in a rule that replaces it.
 */
function withBasePath(rules: readonly Rule[], basePath: string): Rule[] {
  if (basePath === '') {
    return [...rules];
  }
  const original: Rule[] = [];
  const rewriting: Rule[] = [];
  for (const { name, matches = [], ...rule } of rules) {
    const prefixes = matches.map(({ path }) => (isPrefix(path?.type) ? path?.value : undefined));
    const rewritten = prefixes.flatMap((prefix): Rule[] => {
      if (prefix === undefined) {
        return [];
      }
      const isBelow = isBelowPrefix(prefix, basePath);
      const inside = isBelow ? prefix.slice(basePath.length) || '/' : prefix;
      const path = { type: 'PathPrefix', value: `${basePath}${inside}`.replace(/\/$/, '') };
      const urlRewrite = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: inside } };
      return [{ matches: [{ path }], filters: [{ type: 'URLRewrite', urlRewrite }], ...rule }];
    });
    // Names are unique, so the rule that browsers use has it.
    const [first, ...others] = rewritten;
    rewriting.push(...(first ? [{ name, ...first }, ...others] : []));
    const kept = matches.filter((_, index) => !isBelowPrefix(prefixes[index] ?? '', basePath));
    if (kept.length > 0) {
      original.push({ name: first ? undefined : name, matches: kept, ...rule });
    }
  }
  return [...original, ...rewriting];
}

function isPrefix(pathType: string | undefined): boolean {
  return pathType === undefined || pathType === ANY_PATH.type;
}

/** Returns the names of a route's rules. Rules without a name are left out. */
export function ruleNames({ rules = [] }: HttpRouteSpec): string[] {
  return rules.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** Returns the parents of a route. Parents without a namespace get `namespace`, if it is set. */
export function parentReferences(parents: readonly ParentRef[], namespace: string | undefined): ParentRef[] {
  return parents.map((parent) => ({ ...parent, namespace: parent.namespace ?? namespace }));
}
