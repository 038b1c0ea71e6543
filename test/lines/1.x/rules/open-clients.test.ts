import { behindIngress, disabled, found, on, type Values, warning } from '../support';

const corrected = { fidelity: 'corrected' } as const;

const open: Values = on({ ...behindIngress().backstage, networkPolicy: { enabled: true } });

test('warns about an Ingress if the values do not name its controller', () => {
  expect(found(open, corrected)).toEqual([
    warning(
      'open-clients',
      'backstage.networkPolicy.peers.clients',
      'is empty, so every pod in the cluster may connect: no other value identifies the Ingress controller',
      "set it to the namespace and labels of the controller's pods",
    ),
  ]);
});

test("does not warn if the controller is named, with an HTTPRoute, or about the chart's policy", () => {
  const peers = { clients: [{ namespaceSelector: {} }] };
  expect(found(on({ ...open.backstage, networkPolicy: { enabled: true, peers } }), corrected)).toEqual([]);
  expect(found(on({ networkPolicy: { enabled: true } }), corrected)).toEqual([]);
  expect(found(open)).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(open, { ...corrected, allow: ['open-clients'] })).toEqual([]);
  expect(found(disabled(open), corrected)).toEqual([]);
});
