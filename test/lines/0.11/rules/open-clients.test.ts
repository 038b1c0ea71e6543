import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const behindIngress: Values = { backstage: { networkPolicy: { enabled: true }, ingress: { kind: 'Ingress' } } };
const corrected = { fidelity: 'corrected' } as const;

test('warns of an Ingress whose controller is not named', () => {
  expect(warnings(behindIngress, corrected)).toEqual([
    warning(
      'open-clients',
      'backstage.networkPolicy.peers.clients',
      "is empty: every pod of the cluster may connect, for no value tells the Ingress controller's pods",
      "set it to the controller's namespace and labels",
    ),
  ]);
});

test('says nothing where the controller is named, behind a Gateway, nor without route', () => {
  const clients = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } }];
  const networkPolicy = { enabled: true, peers: { clients } };
  expect(warnings({ backstage: { networkPolicy, ingress: { kind: 'Ingress' } } }, corrected)).toEqual([]);
  expect(warnings({ backstage: { networkPolicy: { enabled: true } } }, corrected)).toEqual([]);
  const ingress = { kind: 'Ingress' as const, enabled: false };
  expect(warnings({ backstage: { networkPolicy: { enabled: true }, ingress } }, corrected)).toEqual([]);
});

test('says nothing where allowed, nor of a disabled Backstage', () => {
  expect(warnings(behindIngress, { ...corrected, allow: ['open-clients'] })).toEqual([]);
  expect(warnings({ backstage: { ...behindIngress.backstage, enabled: false } }, corrected)).toEqual([]);
});

test('says nothing of the policy that the chart renders, which knows one controller only', () => {
  expect(warnings(behindIngress).map(({ rule }) => rule)).not.toContain('open-clients');
});
