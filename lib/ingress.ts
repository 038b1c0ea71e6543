import type { ApiObject } from 'cdk8s';
import type { HttpIngressPathType, IngressTls as PlusIngressTls } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Ingress, IngressSpec } from 'kubernetes-types/networking/v1';
import { HttpRoute, type HttpRouteSpec } from '../imports/gateway.networking.k8s.io';
import { type HttpRouteProps, hostProblems, httpRouteSpec } from './http-route';
import { addCheck, BackstageResource } from './resource';
import type { BackstageService } from './service';
import { unlessEmpty } from './unless-empty';

/** How browsers reach Backstage: through a Gateway ({@link HttpRouteProps}) or an Ingress controller ({@link IngressProps}). */
export type BackstageIngressProps = {
  /** The Service that gets the requests. */
  readonly service: BackstageService;
} & (({ readonly kind: 'HTTPRoute' } & HttpRouteProps) | ({ readonly kind: 'Ingress' } & IngressProps));

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

  /**
   * Annotations, which most controllers read settings from (values: `backstage.ingress.annotations`).
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
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
  readonly pathType?: HttpIngressPathType | `${HttpIngressPathType}`;
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

/**
 * The way into Backstage: an HTTPRoute `<fullname>-backstage` (chart 0.11: httproute) or an Ingress `<fullname>-ui`
 * (chart 0.9: ingress).
 *
 * @example
 * ```ts
 * import { BackstageIngress, type BackstageService } from 'cdk8s-openchoreo-backstage';
 * import type { Construct } from 'constructs';
 *
 * function expose(scope: Construct, service: BackstageService) {
 *   new BackstageIngress(scope, 'ingress', {
 *     kind: 'HTTPRoute',
 *     service,
 *     hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }],
 *   });
 * }
 * ```
 */
export class BackstageIngress extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageIngressProps) {
    const { service, annotations } = props;
    super(scope, id, service.release);
    addCheck(this, () => hostProblems(props.hosts));
    const { namespace, routeName, uiName } = this.release;
    this.apiObject =
      props.kind === 'HTTPRoute'
        ? this.resource<{ spec: HttpRouteSpec }>(
            { ...HttpRoute.GVK, name: routeName, annotations },
            { spec: httpRouteSpec(props, namespace, service) },
          )
        : this.resource<Ingress>(
            { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: uiName, annotations },
            { spec: ingressSpec(props, service) },
          );
  }
}

function ingressSpec(
  { hosts, ingressClassName, tls = [], pathType: byDefault = 'Prefix', defaultBackend = false }: IngressProps,
  { name, port }: BackstageService,
): IngressSpec {
  const backend = { service: { name, port: { number: port } } };
  return {
    ingressClassName,
    ...(defaultBackend && { defaultBackend: backend }),
    tls: unlessEmpty(
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
