import type { IngressSpec } from 'kubernetes-types/networking/v1';
import type { HttpIngressPathType, PlusIngressTls } from '../kubernetes/plus-objects';
import { omitEmpty } from '../util/omit-empty';

/** Settings of a `networking.k8s.io/v1` Ingress. */
export interface IngressProps {
  /** The hosts and paths to route; at least one host with a path. */
  readonly hosts: readonly IngressHost[];

  /**
   * Class of the controller that serves the Ingress (values: `backstage.ingress.ingressClassName`).
   *
   * @default - the cluster's default class
   */
  readonly ingressClassName?: string;

  /**
   * How paths that name no `pathType` are compared (values: `backstage.ingress.pathType`).
   *
   * @default 'Prefix'
   */
  readonly pathType?: IngressPath['pathType'];

  /**
   * Whether what no host or path matches goes to Backstage, too (values: `backstage.ingress.defaultBackend`).
   *
   * @default false
   */
  readonly defaultBackend?: boolean;

  /**
   * Certificates and the hosts that they are for (values: `backstage.ingress.tls`).
   *
   * @default [] - plain HTTP
   */
  readonly tls?: readonly (IngressTls | PlusIngressTls)[];
}

/** A host name and the paths below it that lead to Backstage through an Ingress. */
export interface IngressHost {
  /** DNS name; `*.` may stand for the first part. */
  readonly host: string;
  /** Paths below the host. */
  readonly paths: readonly IngressPath[];
}

/** A path of an Ingress. */
export interface IngressPath {
  /** The path, beginning with a slash. */
  readonly path: string;
  /**
   * How a request's path is compared.
   *
   * @default - the Ingress's `pathType`
   */
  readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific' | HttpIngressPathType;
}

/** A certificate of an Ingress. */
export interface IngressTls {
  /**
   * Hosts that the certificate is for.
   *
   * @default - the controller's own choice
   */
  readonly hosts?: readonly string[];
  /**
   * Secret that holds the certificate and its key.
   *
   * @default - the controller's own certificate
   */
  readonly secretName?: string;
}

/** The Service that a route sends its requests to. */
export interface HttpBackend {
  readonly name: string;
  readonly port: number;
}

/** Returns the spec of an Ingress that leads the hosts' paths to `backend`. */
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
