import type { IngressSpec } from 'kubernetes-types/networking/v1';
import type { HttpIngressPathType, PlusIngressTls } from '../kubernetes/plus-objects';
import { omitEmpty } from '../util/omit-empty';

/** Settings of a Kubernetes Ingress (`networking.k8s.io/v1`). */
export interface IngressProps {
  /** Hosts and their paths; at least one host, each with a path (values: `backstage.ingress.hosts`). */
  readonly hosts: readonly IngressHost[];

  /**
   * IngressClass of the controller that serves the Ingress (values: `backstage.ingress.ingressClassName`).
   *
   * @default - the cluster's default IngressClass
   */
  readonly ingressClassName?: string;

  /**
   * Default `pathType` of the paths (values: `backstage.ingress.pathType`).
   *
   * @default 'Prefix'
   */
  readonly pathType?: IngressPath['pathType'];

  /**
   * Whether Backstage also receives the requests that match no host or path (values:
   * `backstage.ingress.defaultBackend`).
   *
   * @default false
   */
  readonly defaultBackend?: boolean;

  /**
   * TLS certificates and their hosts (values: `backstage.ingress.tls`).
   *
   * @default [] - unencrypted HTTP
   */
  readonly tls?: readonly (IngressTls | PlusIngressTls)[];
}

/** Host name, and its paths that an Ingress sends to Backstage. */
export interface IngressHost {
  /** DNS name, such as `console.example.com` or the wildcard `*.example.com`. */
  readonly host: string;
  /** Paths to route; at least one. */
  readonly paths: readonly IngressPath[];
}

/** Path of an Ingress. */
export interface IngressPath {
  /** The path. It begins with a slash. */
  readonly path: string;
  /**
   * How the path of a request is matched.
   *
   * @default - the `pathType` of the Ingress
   */
  readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific' | HttpIngressPathType;
}

/** TLS certificate of an Ingress. */
export interface IngressTls {
  /**
   * Hosts that the certificate is for.
   *
   * @default - the controller's default
   */
  readonly hosts?: readonly string[];
  /**
   * Name of the Secret with the certificate and its private key.
   *
   * @default - the controller's default certificate
   */
  readonly secretName?: string;
}

/** Service that a route sends requests to. */
export interface HttpBackend {
  readonly name: string;
  readonly port: number;
}

/** Returns the spec of an Ingress that sends the hosts' paths to the backend. */
export function ingressSpec(
  { hosts, ingressClassName, tls = [], pathType: byDefault = 'Prefix', defaultBackend = false }: IngressProps,
  { name, port }: HttpBackend,
): IngressSpec {
  const backend = { service: { name, port: { number: port } } };
  return {
    ingressClassName,
    ...(defaultBackend && { defaultBackend: backend }),
    tls: omitEmpty(
      tls.map((entry) => ({
        hosts: entry.hosts && [...entry.hosts],
        secretName: tlsSecretName(entry),
      })),
    ),
    rules: hosts.map(({ host, paths }) => ({
      host,
      http: {
        paths: paths.map(({ path, pathType = byDefault }) => ({
          path,
          pathType,
          backend,
        })),
      },
    })),
  };
}

function tlsSecretName(entry: IngressTls | PlusIngressTls): string | undefined {
  if ('secretName' in entry) {
    return entry.secretName;
  }
  return 'secret' in entry ? entry.secret?.name : undefined;
}
