import { disabled, found, on, type Values, VERSIONS, warning } from '../support';

const corrected = { fidelity: 'corrected' } as const;

type Backstage = NonNullable<Values['backstage']>;

const portal = (backstage: Backstage = {}): Values =>
  on({ ...backstage, networkPolicy: { enabled: true, ...backstage.networkPolicy } });

const open = (peer: string, port: number, reason: string) =>
  warning(
    'open-peers',
    `backstage.networkPolicy.peers.${peer}`,
    `is empty, so the portal may connect to all pods and addresses at TCP port ${port}: ${reason}`,
    'set it to the pods or addresses that the portal connects to',
  );

const postgresql: Backstage = { database: { type: 'postgresql' } };

test.each(VERSIONS)('warns about PostgreSQL in chart %s, whose host is in a Secret', (chartVersion) => {
  expect(found(portal(postgresql), { ...corrected, chartVersion })).toEqual([
    open('database', 5432, 'a Secret contains the host'),
  ]);
});

test('warns about an API, an assistant and a Jenkins outside the cluster', () => {
  const values = portal({
    openchoreoApi: { url: 'http://api.example.com:8080' },
    features: { assistant: { enabled: true, portalAssistantUrl: 'http://assistant.example.com' } },
    externalCI: { jenkins: { enabled: true, baseUrl: 'http://jenkins.example.com:8080' } },
  });
  expect(found(values, corrected)).toEqual([
    open('openchoreoApi', 8080, 'api.example.com is neither a Service nor an IP address'),
    open('assistant', 80, 'assistant.example.com is neither a Service nor an IP address'),
    open('externalCi', 8080, 'jenkins.example.com is neither a Service nor an IP address'),
  ]);
});

test('does not warn about the defaults, or if the peers are set', () => {
  expect(found(portal(), corrected)).toEqual([]);
  const peers = { database: [{ ipBlock: { cidr: '10.0.0.0/24' } }] };
  expect(found(portal({ ...postgresql, networkPolicy: { peers } }), corrected)).toEqual([]);
});

test('does not warn if the rule is switched off, Backstage is disabled, or about the policy of the chart', () => {
  expect(found(portal(postgresql), { ...corrected, allow: ['open-peers'] })).toEqual([]);
  expect(found(disabled(portal(postgresql)), corrected)).toEqual([]);
  expect(found(portal(postgresql))).toEqual([]);
});
