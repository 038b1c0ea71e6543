import { behindIngress, disabled, error, found, on, type Values } from '../support';

const refused = (path: string, got: number) =>
  error('ports', path, `must be an integer from 1 to 65535, got ${got}`, 'set it to the port that clients connect to');

const parentRefs = [{ name: 'gateway', port: 70000 }];

test.each<[string, number, Values]>([
  ['backstage.service.port', 0, on({ service: { port: 0 } })],
  ['backstage.service.nodePort', 70000, on({ service: { type: 'NodePort', nodePort: 70000 } })],
  ['portalAssistant.service.port', 70000, { portalAssistant: { service: { port: 70000 } } }],
  ['backstage.http.parentRefs[0].port', 70000, on({ http: { parentRefs } })],
])('refuses %s: %d', (path, got, values) => {
  expect(found(values)).toEqual([refused(path, got)]);
  expect(found(values, { allow: ['ports'] })).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});

test.each<[string, Values]>([
  ['openchoreoApi.service.port', { openchoreoApi: { service: { port: 70000 } } }],
  ['openchoreoApi.http.parentRefs[0].port', { openchoreoApi: { http: { parentRefs } } }],
])("refuses a %s of 70000, also if only the API's route is rendered", (path, values) => {
  expect(found(values)).toEqual([refused(path, 70000)]);
  expect(found(disabled(values))).toEqual([refused(path, 70000)]);
  expect(found({ ...values, openchoreoApi: { ...values.openchoreoApi, enabled: false } })).toEqual([]);
});

test.each<Values>([
  on({ service: { port: 65535 } }),
  on({ service: { nodePort: 70000 } }),
  {
    portalAssistant: { service: { port: 70000 } },
    ...on({ features: { assistant: { portalAssistantUrl: 'http://assistant' } } }),
  },
])('accepts %j', (values) => {
  expect(found(values)).toEqual([]);
});

test('ignores the parents of an Ingress, which another rule refuses', () => {
  expect(found(behindIngress({ parentRefs })).map(({ rule }) => rule)).toEqual(['route-options']);
});

test('refuses a port of a peer of the NetworkPolicy outside of 1 to 65535', () => {
  const values = { backstage: { networkPolicy: { enabled: true, ports: { dns: [53, 65536] } } } };
  expect(found(values)).toEqual([
    error(
      'ports',
      'backstage.networkPolicy.ports.dns[1]',
      'must be an integer from 1 to 65535, got 65536',
      'set it to a port that the pods or addresses listen on',
    ),
  ]);
  const { ports } = values.backstage.networkPolicy;
  expect(found({ backstage: { networkPolicy: { ports } } })).toEqual([]);
  expect(found(values, { allow: ['ports'] })).toEqual([]);
});
