import type { Values } from '../../../../lib';
import { POSTGRESQL, warning, warnings } from './support';

const corrected = { fidelity: 'corrected' } as const;

type Backstage = NonNullable<Values['backstage']>;
type Policy = NonNullable<Backstage['networkPolicy']>;

/** Values of a portal whose policy reaches Thunder at its Service. */
function portal(networkPolicy: Policy = {}, backstage: Backstage = {}): Values {
  return {
    backstage: {
      thunder: { baseUrl: 'http://thunder-service.choreo.svc.cluster.local:8090' },
      ...backstage,
      networkPolicy: { enabled: true, ...networkPolicy },
    },
  };
}

const open = (peer: string, ports: string, reason: string) =>
  warning(
    'open-peers',
    `backstage.networkPolicy.peers.${peer}`,
    `is empty, so the portal may connect to all pods and addresses at TCP ${ports}: ${reason}`,
    'set it to the pods or addresses that the portal connects to',
  );

test('warns about the default URL of Thunder', () => {
  expect(warnings({ backstage: { networkPolicy: { enabled: true } } }, corrected)).toEqual([
    open('identityProvider', 'port 80', 'thunder.localhost is neither a Service nor an IP address'),
  ]);
});

test('warns once about several hosts of one peer', () => {
  const oidc = { tokenUrl: 'http://id.example.com:8080/token' };
  const values: Values = { backstage: { networkPolicy: { enabled: true } }, security: { oidc } };
  expect(warnings(values, { ...corrected, allow: ['oidc-endpoints', 'redirect-urls'] })).toEqual([
    open(
      'identityProvider',
      'ports 8080, 80',
      'id.example.com and thunder.localhost are neither a Service nor an IP address',
    ),
  ]);
});

test('warns about an API and a database outside the cluster', () => {
  const openchoreoApi = { url: 'http://user:hunter2@api.example.com:8080/api/v1' };
  const database = POSTGRESQL;
  const found = warnings(portal({}, { openchoreoApi, database }), { ...corrected, allow: ['inline-secrets', 'urls'] });
  expect(found.filter(({ rule }) => rule === 'open-peers')).toEqual([
    open('openchoreoApi', 'port 8080', 'api.example.com is neither a Service nor an IP address'),
    open('database', 'port 5432', 'the host (not shown) is neither a Service nor an IP address'),
  ]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('names the ports of the values', () => {
  const ports = { database: [6432, 443] };
  expect(warnings(portal({ ports }, { database: POSTGRESQL }), { ...corrected, allow: ['inline-secrets'] })).toEqual([
    open('database', 'port 6432', 'the host (not shown) is neither a Service nor an IP address'),
  ]);
});

test.each<[string, Values]>([
  ['a Service', portal()],
  ['an IP address', portal({}, { thunder: { baseUrl: 'http://10.1.2.3' } })],
  ['the pod itself', portal({}, { thunder: { baseUrl: 'http://localhost:8090' } })],
  ['a host that the rule for HTTPS covers', portal({}, { thunder: { baseUrl: 'https://id.example.com' } })],
  ['a host with peers', portal({ peers: { database: [{ podSelector: {} }] } }, { database: POSTGRESQL })],
])('does not warn about %s', (_, values) => {
  expect(warnings(values, { ...corrected, allow: ['inline-secrets'] })).toEqual([]);
});

test('does not warn if the rule is switched off, without a policy, or about the policy of the chart', () => {
  const values: Values = { backstage: { networkPolicy: { enabled: true } } };
  expect(warnings(values, { ...corrected, allow: ['open-peers'] })).toEqual([]);
  expect(warnings({ backstage: { networkPolicy: { enabled: false } } }, corrected)).toEqual([]);
  expect(warnings({ backstage: { ...values.backstage, enabled: false } }, corrected)).toEqual([]);
  expect(warnings(values)).toEqual([]);
});
