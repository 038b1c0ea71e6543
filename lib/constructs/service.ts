import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Service } from 'kubernetes-types/core/v1';
import { ingressBackend, type ServiceType } from '../kubernetes/plus-objects';
import { portViolations } from '../kubernetes/port';
import { number, oneOf, optional, type Shapes } from '../util/shape';
import { violationText } from '../util/violation';
import { checkProps } from './check-props';
import { DEPLOYMENT, METADATA_PROPS } from './prop-shapes';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstageService}. */
export interface BackstageServiceProps extends MetadataProps {
  /** Workload whose pods receive the traffic. */
  readonly deployment: BackstageWorkload;

  /**
   * Type of the Service, which decides how clients reach it (values: `backstage.service.type`).
   *
   * @default 'ClusterIP'
   */
  readonly type?:
    | 'ClusterIP'
    | 'NodePort'
    | 'LoadBalancer'
    | ServiceType.CLUSTER_IP
    | ServiceType.NODE_PORT
    | ServiceType.LOAD_BALANCER;

  /**
   * Port of the Service, 1 to 65535 (values: `backstage.service.port`). The container always listens on 7007.
   *
   * @default 7007
   */
  readonly port?: number;

  /**
   * Port on every node, 1 to 65535 (values: `backstage.service.nodePort`). It has no effect unless the type is
   * `NodePort`.
   *
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;
}

const PROPS: Shapes<BackstageServiceProps> = {
  ...METADATA_PROPS,
  deployment: DEPLOYMENT,
  type: optional(oneOf('ClusterIP', 'NodePort', 'LoadBalancer')),
  port: optional(number),
  nodePort: optional(number),
};

/**
 * Service (the release's `names.workload`) of Backstage's pods, as in the chart's template `service`.
 *
 * Synthesis fails if `port`, or `nodePort` of a NodePort Service, is not an integer from 1 to 65535.
 */
export class BackstageService extends BackstageResource {
  readonly apiObject: ApiObject;
  /** Port of the Service. */
  readonly port: number;
  /** Name of the Service's port. */
  readonly portName = 'http';

  constructor(scope: Construct, id: string, props: BackstageServiceProps) {
    checkProps(scope, id, props, PROPS);
    const { deployment, metadata, nodePort } = props;
    super(scope, id, { ...belongingTo(deployment), metadata });
    const { service } = this.release.profile.defaults;
    const { type = service.type, port = service.port } = props;
    this.port = port;
    const openNodePort = type === 'NodePort' && nodePort ? nodePort : undefined;
    addCheck(this, () =>
      [
        ...portViolations('port', port),
        ...(openNodePort === undefined ? [] : portViolations('nodePort', openNodePort)),
      ].map(violationText),
    );
    this.apiObject = this.resource<Service>(
      { apiVersion: 'v1', kind: 'Service', name: this.release.names.workload },
      {
        spec: {
          type,
          ports: [
            {
              port,
              targetPort: deployment.port.name,
              protocol: 'TCP',
              name: this.portName,
              nodePort: openNodePort,
            },
          ],
          selector: { ...deployment.podLabels },
        },
      },
    );
  }

  /** Labels that select this Service, with the rendered values: `metadata` may override the values of the release. */
  get selectorLabels(): Readonly<Record<string, string>> {
    const { metadata } = this.apiObject;
    return Object.fromEntries(Object.keys(this.release.podLabels).map((key) => [key, metadata.getLabel(key) ?? '']));
  }

  /** Returns this Service as the backend of a cdk8s-plus Ingress. It fits every version of cdk8s-plus. */
  toIngressBackend<Backend>(): Backend;
  toIngressBackend() {
    return ingressBackend(this.name, this.port);
  }
}
