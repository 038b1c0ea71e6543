import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import { OPENCHOREO_API_PORT } from './chart-0.11';
import type { BackstageDeployment } from './deployment';
import { BackstageResource } from './resource';

/** Settings of {@link BackstageNetworkPolicy}. */
export interface BackstageNetworkPolicyProps {
  /** The Deployment whose traffic is restricted. */
  readonly deployment: BackstageDeployment;

  /**
   * The pods that the policy holds for.
   *
   * @default - the Deployment's pods
   */
  readonly podSelector?: LabelSelector;

  /**
   * Rules for incoming traffic besides the chart's (values: `backstage.networkPolicy.ingress`).
   *
   * @default []
   */
  readonly ingress?: readonly NetworkPolicyIngressRule[];

  /**
   * Rules for outgoing traffic besides the chart's, PostgreSQL's among them (values: `backstage.networkPolicy.egress`).
   *
   * @default []
   */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/**
 * The NetworkPolicy of Backstage's pods, `<fullname>-ui` (chart: networkpolicy).
 *
 * In: ingress-nginx at the container's port. Out: the OpenChoreo API, HTTPS within the cluster, DNS over UDP.
 */
export class BackstageNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageNetworkPolicyProps) {
    const { deployment, podSelector = { matchLabels: { ...deployment.podLabels } }, ingress = [], egress = [] } = props;
    super(scope, id, deployment.release);
    this.apiObject = this.resource<NetworkPolicy>(
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: this.release.uiName },
      {
        spec: {
          podSelector,
          policyTypes: ['Ingress', 'Egress'],
          ingress: [fromIngressNginx(deployment.port.number), ...ingress],
          egress: [TO_OPENCHOREO_API, TO_HTTPS, TO_DNS, ...egress],
        },
      },
    );
  }
}

function fromIngressNginx(port: number): NetworkPolicyIngressRule {
  return {
    from: [
      { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
      { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
    ],
    ports: [{ protocol: 'TCP', port }],
  };
}

const TO_OPENCHOREO_API: NetworkPolicyEgressRule = {
  to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }],
  ports: [{ protocol: 'TCP', port: OPENCHOREO_API_PORT }],
};

const TO_HTTPS: NetworkPolicyEgressRule = {
  to: [{ namespaceSelector: {} }],
  ports: [{ protocol: 'TCP', port: 443 }],
};

const TO_DNS: NetworkPolicyEgressRule = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [{ protocol: 'UDP', port: 53 }],
};
