import { describe } from '../../../util/describe';
import type { Edit } from '../../../values/upgrade/step';
import type { Source } from './source';

type Hosts = Source['subject']['values']['backstage']['ingress']['hosts'];

/** Yields what changes for the routes to the portal and to the API: `ingress` is called `http`, and has host names. */
export function* routes(source: Source): Iterable<Edit> {
  const { values, facts } = source.subject;
  yield* withoutEffect(source);
  yield* section('backstage', values.backstage.ingress.hosts, facts.urls.consoleHost, 'the portal');
  yield* ingress(source);
  yield {
    type: 'drop',
    path: 'openchoreoApi.ingress.ingressClassName',
    message: 'had no effect: the route to the API is always an HTTPRoute',
  };
  yield {
    type: 'drop',
    path: 'openchoreoApi.ingress.tls',
    message: 'had no effect: the Gateway terminates TLS',
  };
  yield* section('openchoreoApi', values.openchoreoApi.ingress.hosts, facts.urls.apiHost, 'the OpenChoreo API');
}

/** Yields the changes of a section `ingress`, whose hosts may have been derived. */
function* section(parent: 'backstage' | 'openchoreoApi', hosts: Hosts = [], host: string, of: string): Iterable<Edit> {
  const hostnames = `${parent}.http.hostnames`;
  const isGiven = hosts.some((entry) => entry.host);
  if (!isGiven) {
    yield { type: 'drop', path: `${parent}.ingress.hosts`, message: `was empty; ${hostnames} has the derived host` };
  }
  yield { type: 'move', from: `${parent}.ingress`, to: `${parent}.http` };
  if (isGiven) {
    yield {
      type: 'move',
      from: `${parent}.http.hosts`,
      to: hostnames,
      pick: 'host',
      message: restrictsPaths(hosts)
        ? `without their paths: the route to ${of} now matches all paths of the hosts`
        : 'without their paths, because the route always matches all paths',
    };
  } else if (host) {
    yield {
      type: 'derive',
      path: hostnames,
      value: [host],
      message: `is ${describe(host)}, which followed from global.baseDomain; without hosts, no route is rendered`,
    };
  } else {
    yield {
      type: 'decide',
      path: hostnames,
      message: `set it to the host names of ${of}, such as example.com`,
      example: ['example.com'],
    };
  }
}

function restrictsPaths(hosts: NonNullable<Hosts>): boolean {
  return hosts.some(({ paths = [] }) => paths.every(({ path, pathType }) => path !== '/' || pathType === 'Exact'));
}

/** Path types that an Ingress has in chart 1.0, too. */
const INGRESS_TYPES: readonly (string | undefined)[] = ['Exact', 'Prefix', 'ImplementationSpecific'];

/** Returns the class of the Ingress, with its path; undefined if an HTTPRoute is rendered, or an Ingress without class. */
function classOf({ subject }: Source): Source['subject']['facts']['ingressClass'] {
  const { kind } = subject.values.backstage.ingress;
  return kind === 'HTTPRoute' ? undefined : subject.facts.ingressClass;
}

/** Yields what is dropped: options that have no effect on the rendered kind, and the kind, which follows from the class. */
function* withoutEffect(source: Source): Iterable<Edit> {
  const { kind, pathType } = source.subject.values.backstage.ingress;
  const named = classOf(source);
  const classes = ['backstage.ingress.ingressClassName', 'backstage.ingress.className', 'global.ingressClassName'];
  for (const path of classes.filter((path) => path !== named?.path)) {
    const message = named ? `had no effect: ${named.path} was set too` : 'had no effect: no class was used';
    yield { type: 'drop', path, message };
  }
  yield {
    type: 'drop',
    path: 'backstage.ingress.kind',
    ...(kind === 'Ingress' && !named
      ? {
          message: 'has no successor: without a class, an HTTPRoute is rendered',
          fix: 'set backstage.http.className to the class of the Ingress controller to keep the Ingress',
        }
      : { message: 'follows from backstage.http.className now' }),
  };
  const isOfIngress = kind === 'Ingress' || named !== undefined;
  if (!named) {
    yield {
      type: 'drop',
      path: 'backstage.ingress.tls',
      message: isOfIngress
        ? 'is an option of an Ingress only'
        : 'had no effect: the Gateway terminates TLS with its own certificate',
    };
    yield { type: 'drop', path: 'backstage.ingress.defaultBackend', message: 'is an option of an Ingress only' };
  }
  if (!named || !INGRESS_TYPES.includes(pathType)) {
    yield {
      type: 'drop',
      path: 'backstage.ingress.pathType',
      message: 'has no effect: the routes always match all paths by their prefix',
    };
  }
}

/** Yields the class and the certificate of an Ingress. */
function* ingress(source: Source): Iterable<Edit> {
  const { values, facts } = source.subject;
  const named = classOf(source);
  if (!named) {
    return;
  }
  yield {
    type: 'move',
    // The section has its new name by now.
    from: named.path.replace('backstage.ingress', 'backstage.http'),
    to: 'backstage.http.className',
    message: 'which renders an Ingress, as before',
  };
  const { enabled, secretName } = values.global.tls;
  if ((values.backstage.ingress.tls ?? []).length === 0 && enabled) {
    yield {
      type: 'derive',
      path: 'backstage.http.tls',
      value: [{ hosts: [facts.urls.consoleHost], ...(secretName && { secretName }) }],
      message: 'has the certificate of the Ingress, which followed from global.tls',
    };
  }
}
