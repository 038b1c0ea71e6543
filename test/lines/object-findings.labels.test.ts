import type { Values } from '../../lib';
import { misjudged } from './0.11/rules/support';
import { a, type Backstage, errors, long, on, refused } from './object-findings-support';

const LABEL_MAPS: readonly [string, (labels: Readonly<Record<string, string>>) => Values][] = [
  ['global.commonLabels', (commonLabels) => ({ global: { commonLabels } })],
  ['backstage.podLabels', (podLabels) => on({ podLabels })],
  ['backstage.nodeSelector', (nodeSelector) => on({ nodeSelector })],
  [
    'backstage.auth.registration.nodeSelector',
    (nodeSelector) => on({ auth: { registration: { enabled: true, nodeSelector } } }),
  ],
  [
    'backstage.metrics.serviceMonitor.labels',
    (labels) => on({ metrics: { serviceMonitor: { enabled: true, labels } } }),
  ],
];

/** Returns the path of a key as messages show it: without the text after a space. */
function pathOf(list: string, key: string): string {
  const shown = key.replace(/ .*/, '…');
  return `${list}${/^[A-Za-z_][\w-]*$/.test(shown) ? `.${shown}` : `[${JSON.stringify(shown)}]`}`;
}

describe.each(LABEL_MAPS)('%s', (list, values) => {
  test.each([
    '',
    '-team',
    'team-',
    'my team',
    a(64),
    '/team',
    'a/b/c',
    'Example.com/team',
    'example.com/',
    'exa_mple.com/team',
  ])('must not have the key %j', (key) => {
    expect(errors(values({ [key]: 'x' }))).toEqual([refused(pathOf(list, key))]);
  });

  test('may have a well-formed key', () => {
    expect(
      misjudged(
        [a(63), 'team', 'Team', 'team_1.x', '1', 'example.com/team', `example.com/${a(63)}`, `${long(253)}/team`],
        (key) => errors(values({ [key]: 'x' })),
      ),
    ).toEqual([]);
  });

  test('must not have a malformed value', () => {
    expect(
      misjudged(
        [a(64), '-', 'portal-', '-portal', 'portal team', 'team:portal', 'portal\n', 'a/example.com'],
        (value) => errors(values({ team: value })),
        () => [refused(`${list}.team`)],
      ),
    ).toEqual([]);
  });

  test('may have a well-formed value', () => {
    expect(misjudged([a(63), '', 'portal', 'Portal_1.x', '1'], (value) => errors(values({ team: value })))).toEqual([]);
  });

  test('are reported all at once, each key once', () => {
    expect(errors(values({ 'my team': 'a b', team: 'a b' })).map(({ path }) => path)).toEqual([
      `${list}["my…"]`,
      `${list}.team`,
    ]);
  });
});

describe('global.commonLabels', () => {
  test('are checked even if Backstage is disabled, because the API route has them', () => {
    expect(errors({ global: { commonLabels: { team: 'my team' } }, backstage: { enabled: false } })).toEqual([
      refused('global.commonLabels.team'),
    ]);
  });
});

test.each<[string, Backstage]>([
  ['of a disabled ServiceMonitor', { metrics: { serviceMonitor: { enabled: false, labels: { 'a b': 'x' } } } }],
  ['of the pods if Backstage is disabled', { enabled: false, podLabels: { 'a b': 'x' }, nodeSelector: { 'a b': 'x' } }],
  [
    'of the ServiceMonitor if Backstage is disabled',
    { enabled: false, metrics: { serviceMonitor: { enabled: true, labels: { 'a b': 'x' } } } },
  ],
  [
    'if they are null',
    { podLabels: null, nodeSelector: null, metrics: { serviceMonitor: { enabled: true, labels: null } } },
  ],
])('ignores labels %s', (_, backstage) => {
  expect(errors(on(backstage))).toEqual([]);
});

describe.each<[string, (annotations: Readonly<Record<string, string>>) => Values]>([
  ['backstage.annotations', (annotations) => on({ annotations })],
  ['backstage.podAnnotations', (podAnnotations) => on({ podAnnotations })],
  ['backstage.serviceAccount.annotations', (annotations) => on({ serviceAccount: { annotations } })],
  ['backstage.ingress.annotations', (annotations) => on({ ingress: { annotations } })],
  ['openchoreoApi.ingress.annotations', (annotations) => ({ openchoreoApi: { ingress: { annotations } } })],
])('%s', (list, values) => {
  test('must not have a malformed key', () => {
    expect(
      misjudged(
        ['my owner', `example.com/${a(64)}`, 'a/b/c', '/owner'],
        (key) => errors(values({ [key]: 'x' })),
        (key) => [refused(pathOf(list, key))],
      ),
    ).toEqual([]);
  });

  test('may have any text as value', () => {
    expect(errors(values({ 'example.com/owner': 'Team Portal <portal@example.com>\n' }))).toEqual([]);
  });

  test('may have a key with a prefix in upper case, as Kubernetes does for annotations', () => {
    expect(errors(values({ 'Example.COM/owner': 'x' }))).toEqual([]);
  });
});

test.each<[string, Values]>([
  [
    'the ServiceAccount if Backstage is disabled',
    on({ enabled: false, serviceAccount: { annotations: { 'my owner': 'x' } } }),
  ],
  ['the Deployment if Backstage is disabled', on({ enabled: false, annotations: { 'my owner': 'x' } })],
  ['the pods if Backstage is disabled', on({ enabled: false, podAnnotations: { 'my owner': 'x' } })],
  ['objects if they are null', on({ annotations: null, podAnnotations: null })],
  [
    'the route to Backstage if Backstage is disabled',
    on({ enabled: false, ingress: { annotations: { 'my owner': 'x' } } }),
  ],
  ['a disabled Ingress', on({ ingress: { enabled: false, annotations: { 'my owner': 'x' } } })],
  ['a disabled route to the API', { openchoreoApi: { ingress: { enabled: false, annotations: { 'my owner': 'x' } } } }],
])('ignores the annotations of %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test('nodeSelector accepts the labels of Kubernetes nodes', () => {
  expect(errors(on({ nodeSelector: { 'kubernetes.io/os': 'linux', pool: '' } }))).toEqual([]);
});
