import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Service } from 'kubernetes-types/core/v1';
import { ingressBackend, type ServiceType } from '../kubernetes/plus-objects';
import { portViolations } from '../kubernetes/port';
import { violationText } from '../util/violation';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstageService}. */
export interface BackstageServiceProps extends MetadataProps {
  /** The workload whose pods get the traffic. */
  readonly deployment: BackstageWorkload;

  /**
   * How the Service is reachable (values: `backstage.service.type`).
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
   * Port of the Service, 1 to 65535 (values: `backstage.service.port`). The container's port stays 7007.
   *
   * @default 7007
   */
  readonly port?: number;

  /**
   * Port on every node, 1 to 65535, with type `NodePort` only (values: `backstage.service.nodePort`); other types ignore it.
   *
   * @default - Kubernetes chooses one
   */
  readonly nodePort?: number;
}

/**
 * The Service in front of Backstage's pods, `<fullname>-ui` (chart: service).
 */
export class BackstageService extends BackstageResource {
  readonly apiObject: ApiObject;
  /** Port of the Service. */
  readonly port: number;
  /** Name of that port. */
  readonly portName = 'http';

  constructor(scope: Construct, id: string, props: BackstageServiceProps) {
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

  /** Labels by which others select this Service, with their values as rendered: metadata may have replaced some. */
  get selectorLabels(): Readonly<Record<string, string>> {
    const { metadata } = this.apiObject;
    return Object.fromEntries(Object.keys(this.release.podLabels).map((key) => [key, metadata.getLabel(key) ?? '']));
  }

  /** This Service as the backend of a cdk8s-plus Ingress, of the version that the caller's type is from. */
  toIngressBackend<Backend>(): Backend;
  toIngressBackend() {
    return ingressBackend(this.name, this.port);
  }
}
