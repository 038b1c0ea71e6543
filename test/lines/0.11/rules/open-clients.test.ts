import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const behindIngress: Values = { backstage: { networkPolicy: { enabled: true }, ingress: { kind: 'Ingress' } } };

// The policy also lets the portal out to Thunder, whose host is neither a Service nor an IP address.
const corrected = { fidelity: 'corrected', allow: ['open-peers'] } as const;

test('warns about an Ingress if the values do not name its controller', () => {
  expect(warnings(behindIngress, corrected)).toEqual([
    warning(
      'open-clients',
      'backstage.networkPolicy.peers.clients',
      'is empty, so every pod in the cluster may connect: no other value identifies the Ingress controller',
      "set it to the namespace and labels of the controller's pods",
    ),
  ]);
});

test.each(['NodePort', 'LoadBalancer'] as const)('warns about a Service of the type %s without clients', (type) => {
  const service = { type };
  expect(warnings({ backstage: { networkPolicy: { enabled: true }, service } }, corrected)).toEqual([
    warning(
      'open-clients',
      'backstage.networkPolicy.peers.clients',
      `is empty, so all pods and addresses may connect: the Service has the type ${type}`,
      'set it to the addresses of the clients, or of the load balancer in front of them',
    ),
  ]);
  const clients = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
  expect(warnings({ backstage: { networkPolicy: { enabled: true, peers: { clients } }, service } }, corrected)).toEqual(
    [],
  );
});

test('does not warn if the controller is named, with a Gateway, or without a route', () => {
  const clients = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } }];
  const networkPolicy = { enabled: true, peers: { clients } };
  expect(warnings({ backstage: { networkPolicy, ingress: { kind: 'Ingress' } } }, corrected)).toEqual([]);
  expect(warnings({ backstage: { networkPolicy: { enabled: true } } }, corrected)).toEqual([]);
  const ingress = { kind: 'Ingress' as const, enabled: false };
  const allow = ['open-peers', 'unread-values'];
  expect(warnings({ backstage: { networkPolicy: { enabled: true }, ingress } }, { ...corrected, allow })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(warnings(behindIngress, { ...corrected, allow: ['open-peers', 'open-clients'] })).toEqual([]);
  expect(warnings({ backstage: { ...behindIngress.backstage, enabled: false } }, corrected)).toEqual([]);
});

test("does not warn about the chart's policy, which names one fixed controller", () => {
  expect(warnings(behindIngress).map(({ rule }) => rule)).not.toContain('open-clients');
});
