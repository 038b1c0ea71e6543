import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicySpec,
} from 'kubernetes-types/networking/v1';
import { CONTAINER_PORT } from '../../backstage/container';
import type { Release } from '../../backstage/release';
import { BackstageResource } from '../../constructs/resource';

/** Port of the OpenChoreo API's pods. */
const API_PORT = 8080;

/** Rules of the chart's NetworkPolicy. They omit the Gateway, PostgreSQL, the identity provider and DNS over TCP. */
const CHART_RULES = {
  ingress: [
    {
      from: [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      ports: [{ protocol: 'TCP', port: CONTAINER_PORT.number }],
    },
  ],
  egress: [
    {
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }],
      ports: [{ protocol: 'TCP', port: API_PORT }],
    },
    { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 443 }] },
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [{ protocol: 'UDP', port: 53 }],
    },
  ],
} satisfies Omit<NetworkPolicySpec, 'podSelector'>;

interface ChartNetworkPolicyProps {
  readonly release: Release;
  readonly selector: LabelSelector;
  readonly ingress: readonly NetworkPolicyIngressRule[];
  readonly egress: readonly NetworkPolicyEgressRule[];
}

/** NetworkPolicy as the chart renders it. */
export class ChartNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, { release, selector, ingress, egress }: ChartNetworkPolicyProps) {
    super(scope, id, { release });
    this.apiObject = this.resource<NetworkPolicy>(
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: release.names.workload },
      {
        spec: {
          podSelector: selector,
          policyTypes: ['Ingress', 'Egress'],
          ingress: [...CHART_RULES.ingress, ...ingress],
          egress: [...CHART_RULES.egress, ...egress],
        },
      },
    );
  }
}
