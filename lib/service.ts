import type { ApiObject } from 'cdk8s';
import type { IngressBackend, Service as PlusService, ServiceType } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Service } from 'kubernetes-types/core/v1';
import { DEFAULTS } from './chart-0.11';
import type { BackstageDeployment } from './deployment';
import { plus } from './plus';
import { portProblems } from './port';
import { problemText } from './problem';
import { addCheck, BackstageResource } from './resource';

/** Settings of {@link BackstageService}. */
export interface BackstageServiceProps {
  /** The Deployment whose pods get the traffic. */
  readonly deployment: BackstageDeployment;

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
    const { deployment, type = DEFAULTS.service.type, port = DEFAULTS.service.port, nodePort } = props;
    super(scope, id, deployment.release);
    this.port = port;
    const openNodePort = type === 'NodePort' && nodePort ? nodePort : undefined;
    addCheck(this, () =>
      [
        ...portProblems('port', port),
        ...(openNodePort === undefined ? [] : portProblems('nodePort', openNodePort)),
      ].map(problemText),
    );
    this.apiObject = this.resource<Service>(
      { apiVersion: 'v1', kind: 'Service', name: this.release.uiName },
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

  /** This Service as the backend of a cdk8s-plus-28 Ingress. */
  toIngressBackend(): IngressBackend {
    // plus-28 takes its own Service class only, but reads no more of it than this.
    const service: Pick<PlusService, 'name' | 'ports'> = { name: this.name, ports: [{ port: this.port }] };
    return plus().IngressBackend.fromService(service as PlusService);
  }
}
