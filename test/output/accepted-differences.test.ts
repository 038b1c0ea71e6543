import { readAcceptances, withoutAccepted } from '../../lib/output/accepted-differences';
import { differences } from '../../lib/output/differences';
import { InputError } from '../../lib/util/input-error';

const deployment = (spec: object, name = 'portal') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'ns' },
  spec,
});
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'credentials', namespace: 'ns' } };

const BEFORE = [deployment({ replicas: 1, template: { env: [{ name: 'A', value: '1' }] } }), secret];
const AFTER = [
  deployment({
    replicas: 2,
    template: {
      env: [
        { name: 'B', value: '1' },
        { name: 'A', value: '2' },
      ],
    },
  }),
];

/** Returns what a file of accepted differences leaves, as `<object> <pointer>`. */
function left(text: string): { left: string[]; unused: readonly string[] } {
  const found = differences(BEFORE, AFTER, { publicVariables: new Set(), showValues: true });
  const remaining = withoutAccepted(found, [...BEFORE, ...AFTER], readAcceptances(text, 'accept.yaml'));
  return { left: remaining.differences.map(({ object, pointer }) => `${object} ${pointer}`), unused: remaining.unused };
}

const ALL = [
  'Deployment ns/portal /spec/replicas',
  'Deployment ns/portal /spec/template/env/1/value',
  'Deployment ns/portal /spec/template/env/0',
  'Secret ns/credentials ',
];

test.each<[string, string[]]>([
  ['[]', ALL],
  ['- {kind: Deployment, jsonPointers: [/spec/replicas]}', ALL.slice(1)],
  ['- {group: apps, kind: Deployment, name: portal, namespace: ns, jsonPointers: [/spec/template]}', [ALL[0], ALL[3]]],
  ['- {kind: Deployment, jsonPointers: [""]}\n- {group: "", kind: Secret, jsonPointers: [""]}', []],
  ['ignoreDifferences:\n- {kind: Deployment, jsonPointers: [/spec/replicas, /spec/template/env/1]}', ALL.slice(2)],
] as [string, string[]][])('%s', (text, expected) => {
  expect(left(text)).toEqual({ left: expected, unused: [] });
});

test.each([
  ['- {group: batch, kind: Deployment, jsonPointers: [/spec]}', 'Deployment /spec'],
  ['- {kind: Deployment, name: other, jsonPointers: [/spec]}', 'Deployment other /spec'],
  ['- {kind: Deployment, namespace: other, jsonPointers: [/spec]}', 'Deployment /spec'],
  ['- {kind: Deployment, jsonPointers: [/spec/replica]}', 'Deployment /spec/replica'],
  ['- {group: apps, kind: Secret, jsonPointers: [""]}', 'Secret'],
])('names what accepts nothing: %s', (text, unused) => {
  expect(left(text)).toEqual({ left: ALL, unused: [unused] });
});

test.each([
  ['kind: Deployment', 'must contain a list; begin it with "- kind: Deployment"'],
  ['- Deployment', 'entry 1 must be a map; write "kind: Deployment" and "jsonPointers: [/spec/replicas]"'],
  ['- {jsonPointers: [/a]}', 'entry 1: kind is missing; add it, for example kind: Deployment'],
  [
    '- {kind: A, jsonPointers: [/a]}\n- {kind: A, name: 1, jsonPointers: [/a]}',
    'entry 2: name must be a string, got 1; write it in quotes',
  ],
  [
    '- {kind: A}',
    'entry 1: jsonPointers must be a list of JSON pointers, got no value; write [/spec/replicas], or [""] for the whole object',
  ],
  [
    '- {kind: A, jsonPointers: [spec.replicas]}',
    'entry 1: jsonPointers must be a list of JSON pointers, got a list; write [/spec/replicas], or [""] for the whole object',
  ],
  [
    '- {kind: A, jqPathExpressions: [.spec]}',
    'entry 1 has the unknown key jqPathExpressions; remove it; known keys: group, kind, name, namespace, jsonPointers',
  ],
  ['- {kind: A', ':1:1'],
])('refuses %s', (text, message) => {
  expect(() => readAcceptances(text, 'accept.yaml')).toThrow(InputError);
  expect(() => readAcceptances(text, 'accept.yaml')).toThrow(message);
});
