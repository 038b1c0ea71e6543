import { refusals } from '../refusals';

const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'app' }] } };

function daemonSet(members: object): string[] {
  const spec = { selector: { matchLabels: { app: 'a' } }, template, ...members };
  return refusals({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'a' }, spec }).map((text) =>
    text.replace('spec.', ''),
  );
}

const ONE = 'must have exactly one of maxSurge and maxUnavailable above 0';

test.each<[string, object, string[]]>([
  ['without a selector', { selector: undefined }, ['selector: must have a label']],
  [
    'whose selector does not select its pods',
    { selector: { matchLabels: { app: 'b' } } },
    ['selector: must select the labels of the template'],
  ],
  ['with a negative wait', { minReadySeconds: -1 }, ['minReadySeconds: must be an integer of at least 0, got -1']],
  [
    'with surge and unavailable',
    { updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
    [`updateStrategy.rollingUpdate: ${ONE}`],
  ],
  [
    'with more than 100% unavailable',
    { updateStrategy: { rollingUpdate: { maxUnavailable: '101%' } } },
    ['updateStrategy.rollingUpdate.maxUnavailable: must be at most 100%, got "101%"'],
  ],
])('a DaemonSet is refused %s', (_, members, refused) => {
  expect(daemonSet(members)).toEqual(refused);
});

test.each<[string, object]>([
  ['with the default update', {}],
  ['with a surge only', { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }],
  ['with an update that has no effect', { updateStrategy: { type: 'OnDelete', rollingUpdate: { maxSurge: 1 } } }],
])('a DaemonSet is accepted %s', (_, members) => {
  expect(daemonSet(members)).toEqual([]);
});
