import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Manifest, parseValues, renderManifests, type Values } from '../../lib';
import { graph } from '../../lib/output/graph';
import { validValues } from '../arbitrary-values';
import { runs } from '../random';

const BASE: Values = { backstage: { backendSecret: 's' } };

/** Returns the lines of the graph of values, without the first line and the last two. */
function lines(values: Values, fidelity: 'exact' | 'corrected' = 'corrected'): string[] {
  const manifests = renderManifests([BASE, values], { fidelity });
  const all = graph(manifests).split('\n');
  expect([all[0], ...all.slice(-2)]).toEqual(['flowchart LR', '  classDef elsewhere stroke-dasharray: 4', '']);
  return all.slice(1, -2).map((line) => line.trim());
}

test('draws objects as boxes in apply order, with a dashed border if they are not rendered', () => {
  expect(lines({}).filter((line) => !line.includes('-->'))).toEqual([
    'ServiceAccount_openchoreo_backstage["ServiceAccount<br>openchoreo-backstage"]',
    'Secret_openchoreo_backstage_secrets["Secret<br>openchoreo-backstage-secrets"]',
    'Service_openchoreo_ui["Service<br>openchoreo-ui"]',
    'Deployment_openchoreo_ui["Deployment<br>openchoreo-ui"]',
    'HTTPRoute_openchoreo_api["HTTPRoute<br>openchoreo-api"]',
    'HTTPRoute_openchoreo_backstage["HTTPRoute<br>openchoreo-backstage"]',
    'Gateway_gateway_default["Gateway<br>gateway-default"]:::elsewhere',
    'Service_openchoreo_api["Service<br>openchoreo-api"]:::elsewhere',
  ]);
});

test('draws the policies of chart 1.2 at their routes', () => {
  const values = parseValues(
    readFileSync(join(__dirname, '../../examples/helm-values-1.2/values.yaml')),
    'values.yaml',
  );
  const all = graph(renderManifests(values, { chartVersion: '1.2.3' }));
  expect(all).toContain('TrafficPolicy_backstage_wirelogs_timeout -->|sets timeouts of| HTTPRoute_backstage\n');
  expect(all).toContain('TrafficPolicy_openchoreo_api_mcp_timeout -->|sets timeouts of| HTTPRoute_openchoreo_api\n');
});

test('draws each connection as one arrow', () => {
  expect(lines({}).filter((line) => line.includes('-->'))).toEqual([
    'Service_openchoreo_ui -->|selects| Deployment_openchoreo_ui',
    'Deployment_openchoreo_ui -->|reads| Secret_openchoreo_backstage_secrets',
    'Deployment_openchoreo_ui -->|runs as| ServiceAccount_openchoreo_backstage',
    'Gateway_gateway_default -->|sends| HTTPRoute_openchoreo_api',
    'HTTPRoute_openchoreo_api -->|routes to| Service_openchoreo_api',
    'Gateway_gateway_default -->|sends| HTTPRoute_openchoreo_backstage',
    'HTTPRoute_openchoreo_backstage -->|routes to| Service_openchoreo_ui',
  ]);
});

test.each<[string, Values, string]>([
  [
    'an autoscaler',
    { backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } },
    'HorizontalPodAutoscaler_openchoreo_ui -->|scales| Deployment_openchoreo_ui',
  ],
  [
    'a claim',
    { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
    'Deployment_openchoreo_ui -->|mounts| PersistentVolumeClaim_openchoreo_backstage_db',
  ],
  [
    'a priority',
    { backstage: { priorityClass: { create: true } } },
    'Deployment_openchoreo_ui -->|has| PriorityClass_openchoreo_backstage',
  ],
  [
    'an Ingress and its certificate',
    {
      backstage: { ingress: { className: 'nginx', tls: [{ secretName: 'console-tls', hosts: ['openchoreo.local'] }] } },
    },
    'Ingress_openchoreo_ui -->|shows| Secret_console_tls',
  ],
  [
    'an Ingress and its backend',
    { backstage: { ingress: { className: 'nginx' } } },
    'Ingress_openchoreo_ui -->|routes to| Service_openchoreo_ui',
  ],
  [
    'a ServiceMonitor',
    { backstage: { metrics: { serviceMonitor: { enabled: true } } } },
    'ServiceMonitor_openchoreo_ui -->|scrapes| Service_openchoreo_ui',
  ],
  [
    'a registry login',
    { backstage: { imagePullSecrets: [{ name: 'registry' }] } },
    'Deployment_openchoreo_ui -->|pulls with| Secret_registry',
  ],
  [
    'a configuration file',
    { backstage: { appConfig: { app: { title: '$' } } } },
    'Deployment_openchoreo_ui -->|mounts| ConfigMap_openchoreo_backstage_extra_config',
  ],
])('draws the connection of %s', (_, values, line) => {
  expect(lines(values)).toContain(line);
});

test('draws the store and the Secret of an ExternalSecret', () => {
  const [key] = [{ key: 'portal' }];
  const values: Values = {
    backstage: {
      backendSecret: null,
      externalSecret: { secretStoreRef: { name: 'vault' }, data: { backendSecret: key, clientSecret: key } },
    },
  };
  expect(lines(values)).toEqual(
    expect.arrayContaining([
      'ExternalSecret_openchoreo_backstage_secrets -->|asks| SecretStore_vault',
      'ExternalSecret_openchoreo_backstage_secrets -->|makes| Secret_openchoreo_backstage_secrets',
      'Deployment_openchoreo_ui -->|reads| Secret_openchoreo_backstage_secrets',
    ]),
  );
});

/** Returns the lines of the graph of objects. */
function linesOf(...manifests: Manifest[]): string[] {
  return graph(manifests)
    .split('\n')
    .map((line) => line.trim());
}

const deployment = (name: string, podSpec: object): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { template: { spec: podSpec } },
});

test('draws the connection to a Secret in a projected volume', () => {
  const volumes = [{ name: 'all', projected: { sources: [{ secret: { name: 'certificates' } }] } }];
  expect(linesOf(deployment('ui', { volumes }))).toContain('Deployment_ui -->|mounts| Secret_certificates');
});

const container = (members: object) => ({ containers: [{ name: 'ui', ...members }] });

test.each<[string, object, string]>([
  ['variables of a Secret', container({ envFrom: [{ secretRef: { name: 'more' } }] }), 'reads| Secret_more'],
  ['variables of a ConfigMap', container({ envFrom: [{ configMapRef: { name: 'more' } }] }), 'reads| ConfigMap_more'],
  [
    'a variable of a ConfigMap',
    container({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'more', key: 'a' } } }] }),
    'reads| ConfigMap_more',
  ],
  ['a volume of a Secret', { volumes: [{ name: 'all', secret: { secretName: 'more' } }] }, 'mounts| Secret_more'],
])('connects the pods to %s', (_, podSpec, end) => {
  expect(linesOf(deployment('ui', podSpec))).toContain(`Deployment_ui -->|${end}`);
});

test('draws no connection for an unset member', () => {
  expect(linesOf(deployment('ui', { serviceAccountName: undefined, imagePullSecrets: undefined }))).toEqual(
    linesOf(deployment('ui', {})),
  );
});

/** Returns the arrows that start at an object, in the graph of it and others. */
function arrows(from: Manifest, ...others: Manifest[]): string[] {
  return linesOf(from, ...others).filter((line) => line.startsWith(`${from.kind}_`) && line.includes('-->'));
}

const object = (kind: string, spec: object, labels = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'ui', labels },
  spec,
});
const pods = (labels: object) => ({ template: { metadata: { labels } } });

test.each<[string, object]>([
  ['Service', { selector: { app: 'ui' } }],
  ['PodDisruptionBudget', { selector: { matchLabels: { app: 'ui' } } }],
  ['NetworkPolicy', { podSelector: { matchLabels: { app: 'ui' } } }],
])('draws that a %s selects a Deployment by the labels of its pods', (kind, spec) => {
  const from = object(kind, spec);
  const all = [`${kind}_ui -->|selects| Deployment_ui`];
  expect(arrows(from, object('Deployment', pods({ app: 'ui', more: 'x' })))).toEqual(all);
  expect(arrows(from, object('Deployment', pods({ app: 'api' }), { app: 'ui' }))).toEqual([]);
  expect(arrows(from, object('Deployment', {}, { app: 'ui' }))).toEqual([]);
  expect(arrows(from, object('Job', pods({ app: 'ui' })))).toEqual([]);
});

test('draws that a ServiceMonitor scrapes a Service, and no other object with the same labels', () => {
  const monitor = object('ServiceMonitor', { selector: { matchLabels: { app: 'ui' } } }, { app: 'ui' });
  const others = [object('Service', {}, { app: 'ui' }), object('Deployment', pods({ app: 'ui' }), { app: 'ui' })];
  expect(arrows(monitor, ...others)).toEqual(['ServiceMonitor_ui -->|scrapes| Service_ui']);
});

test('draws the target of an ExternalSecret, and a SecretStore if the store has no kind', () => {
  const spec = { target: { name: 'made' }, secretStoreRef: { name: 'vault' } };
  expect(arrows(object('ExternalSecret', spec))).toEqual([
    'ExternalSecret_ui -->|asks| SecretStore_vault',
    'ExternalSecret_ui -->|makes| Secret_made',
  ]);
  expect(arrows(object('Widget', spec))).toEqual([]);
});

test('draws no text of a place that may hold a secret', () => {
  const secret = { serviceAccountName: 'hunter2', secretRef: { name: 'hunter2' } };
  const template = { target: { name: 'made', template: { data: secret } } };
  const annotations = { template: { metadata: { annotations: secret }, spec: { serviceAccountName: 'u:hunter2@a' } } };
  for (const drawn of [
    object('ExternalSecret', template),
    object('Widget', secret),
    object('Deployment', annotations),
  ]) {
    expect(graph([drawn])).not.toContain('hunter2');
  }
});

test.each([
  ['a quote and a bracket', 'a"]; x', 'a#34;#93;#59;#32;x'],
  ['an entity', 'a#quot;', 'a#35;quot#59;'],
  ['a line', 'a\nclick b href "x"', 'a#92;nclick#32;b#32;href#32;#34;x#34;'],
  ['a directive', '%%{init: {}}%%', '#37;#37;#123;init#58;#32;#123;#125;#125;#37;#37;'],
  ['the end of a code block', '```', '#96;#96;#96;'],
  ['HTML', '<img src=x>', '#60;img#32;src#61;x#62;'],
  ['a statement', 'x direction TB', 'x#32;direction#32;TB'],
  ['an escape sequence', '\u001b[0m', '#92;u001b#91;0m'],
  ['letters of other languages', 'é😀', '#233;#128512;'],
])('writes %s in a name as entities', (_, name, label) => {
  expect(linesOf(deployment(name, {}))[1]).toContain(`["Deployment<br>${label}"]`);
  expect(linesOf({ ...deployment('ui', {}), kind: name })[1]).toContain(`["${label}<br>ui"]`);
});

test('draws only boxes and arrows, for any names and kinds', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('end', 'click', 'subgraph', 'style', '_self', ''),
  );
  fc.assert(
    fc.property(name, name, name, (kind, own, other) => {
      const all = graph([
        { apiVersion: 'v1', kind, metadata: { name: own } },
        deployment(own, { serviceAccountName: other, imagePullSecrets: [{ name: other }] }),
      ]);
      const box = /^ {2}[A-Z]\w*\["(?:[\w.-]|#\d+;)*<br>(?:[\w.-]|#\d+;)*"\](?::::elsewhere)?$/;
      const arrow = /^ {2}[A-Z]\w* -->\|[a-z ]+\| [A-Z]\w*$/;
      const lines = all.split('\n').slice(1, -2);
      expect(lines.filter((line) => !box.test(line) && !arrow.test(line))).toEqual([]);
    }),
    { numRuns: runs(200) },
  );
});

test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
  'accepts the key %s, which JavaScript objects inherit',
  (key) => {
    const nodeSelector = JSON.parse(`{"${key}": "x"}`);
    expect(linesOf(deployment('ui', { nodeSelector }))).toContain('Deployment_ui["Deployment<br>ui"]');
  },
);

test('draws separate boxes for objects whose names differ only in punctuation', () => {
  expect(
    linesOf(deployment('a.b', {}), deployment('a-b', { priorityClassName: 'high' }), deployment('a-b-2', {})),
  ).toEqual([
    'flowchart LR',
    'Deployment_a_b["Deployment<br>a.b"]',
    'Deployment_a_b_2["Deployment<br>a-b"]',
    'Deployment_a_b_2_2["Deployment<br>a-b-2"]',
    'PriorityClass_high["PriorityClass<br>high"]:::elsewhere',
    'Deployment_a_b_2 -->|has| PriorityClass_high',
    'classDef elsewhere stroke-dasharray: 4',
    '',
  ]);
});

test('numbers more than two such objects', () => {
  const boxes = linesOf(deployment('a.b.c', {}), deployment('a-b.c', {}), deployment('a.b-c', {})).slice(1, 4);
  expect(boxes.map((line) => line.replace(/\[.*/, ''))).toEqual([
    'Deployment_a_b_c',
    'Deployment_a_b_c_2',
    'Deployment_a_b_c_3',
  ]);
});

test("draws no arrow for a selector that matches no pod, such as the chart's PodDisruptionBudget", () => {
  const values: Values = { backstage: { podDisruptionBudget: { enabled: true } } };
  const line = 'PodDisruptionBudget_openchoreo_ui -->|selects| Deployment_openchoreo_ui';
  expect(lines(values, 'corrected')).toContain(line);
  expect(lines(values, 'exact')).not.toContain(line);
});

test('joins two boxes with every arrow, for any values', () => {
  fc.assert(
    fc.property(validValues, (values) => {
      const all = graph(renderManifests(values)).split('\n');
      const boxes = all.flatMap((line) => /^ {2}(\w+)\[/.exec(line)?.[1] ?? []);
      expect(new Set(boxes).size).toBe(boxes.length);
      for (const line of all.filter((text) => text.includes('-->'))) {
        const [, from, to] = /^ {2}(\w+) -->\|[a-z ]+\| (\w+)$/.exec(line) ?? [];
        expect(boxes).toContain(from);
        expect(boxes).toContain(to);
      }
    }),
    { numRuns: runs(50) },
  );
});
