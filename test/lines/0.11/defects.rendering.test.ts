import { type DefectId, type Manifest, type RenderOptions, renderManifests, type Values } from '../../../lib';
import { FLUX_SUBSTITUTE } from '../../../lib/kubernetes/flux-substitution';
import { defects } from '../../../lib/lines/0.11/defects';
import { containers } from '../../rendered';
import { AFFECTED, FLAWLESS } from './defect-values';
import { type Changes, changes, REMOVED } from './objects/support';

const IDS = defects.map(({ id }) => id);
const DEPLOYMENT = 'Deployment openchoreo-ui: spec';
const POD = `${DEPLOYMENT}.template.spec`;
const BUDGET = 'PodDisruptionBudget openchoreo-ui: spec';
const NAME = 'openchoreo-control-plane';

/** Returns the output, in exact too if a variable is set twice. */
const render = (fidelity: RenderOptions<'0.11.0'>['fidelity'], ...values: readonly Values[]): Manifest[] =>
  renderManifests([FLAWLESS, ...values], { fidelity, allow: ['duplicate-env'] });

/** Returns the changes in the output when these defects are fixed. */
const changesBy = (ids: readonly DefectId[], values: Values): Changes =>
  changes(render('exact', values), render(ids, values));

test.each<[DefectId, Changes]>([
  [
    'budget-selector',
    {
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/name"]`]: NAME,
      [`${BUDGET}.selector.matchLabels["app.kubernetes.io/instance"]`]: NAME,
    },
  ],
  ['budget-bounds', { [`${BUDGET}.minAvailable`]: 0 }],
  [
    'spread-selector',
    {
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/name"]`]: NAME,
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/component"]`]: 'backstage',
      [`${POD}.topologySpreadConstraints[0].labelSelector.matchLabels["app.kubernetes.io/instance"]`]: NAME,
    },
  ],
  ['replicas-under-autoscaler', { [`${DEPLOYMENT}.replicas`]: REMOVED }],
  [
    'claim-update-strategy',
    { [`${DEPLOYMENT}.strategy`]: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  ],
  [
    'claim-protection',
    {
      'PersistentVolumeClaim openchoreo-backstage-db: metadata.annotations': {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  ],
  ['health-endpoints', { [`${POD}.containers[0].readinessProbe.httpGet.path`]: '/.backstage/health/v1/readiness' }],
  [
    'startup-probe',
    {
      [`${POD}.containers[0].startupProbe`]: { tcpSocket: { port: 'http' }, failureThreshold: 30, periodSeconds: 10 },
    },
  ],
  ['apparmor-unconfined', { [`${POD}.containers[0].securityContext.appArmorProfile`]: REMOVED }],
  ['pull-secrets', { [`${POD}.imagePullSecrets`]: [{ name: 'registry' }] }],
  [
    'writable-tmp',
    {
      [`${POD}.volumes[1]`]: { name: 'tmp', emptyDir: {} },
      [`${POD}.containers[0].volumeMounts[1]`]: { name: 'tmp', mountPath: '/tmp' },
    },
  ],
  [
    'api-url',
    {
      [`${POD}.containers[0].env[3].value`]: `http://core.${NAME}.svc.cluster.local:8080/api/v1`,
    },
  ],
  [
    'derived-urls',
    {
      [`${POD}.containers[0].env[6].value`]: 'http://login.localhost:9443/id',
      [`${POD}.containers[0].env[7].value`]: 'http://login.localhost:9443/id/oauth2/authorize',
    },
  ],
  [
    'path-rewrite',
    {
      'HTTPRoute openchoreo-backstage: spec.rules[1]': {
        matches: [{ path: { type: 'PathPrefix', value: '/portal' } }],
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
        ],
        backendRefs: [{ name: 'openchoreo-ui', port: 7007 }],
      },
    },
  ],
  ['base-url-slash', { [`${POD}.containers[0].env[4].value`]: 'http://localhost' }],
  [
    'plain-token',
    {
      'Secret openchoreo-backstage-secrets: data.thunder-token': 'aHVudGVyMg==',
      [`${POD}.containers[0].env[7].value`]: REMOVED,
      [`${POD}.containers[0].env[7].valueFrom`]: {
        secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'thunder-token' },
      },
    },
  ],
  [
    'stale-config',
    { [`${DEPLOYMENT}.template.metadata.annotations`]: { 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) } },
  ],
  ['existing-priority-class', { [`${POD}.priorityClassName`]: 'business-critical' }],
  [
    'crd-defaults',
    {
      [`${POD}.containers[0].resources.limits.cpu`]: '2',
      [`${DEPLOYMENT}.strategy`]: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    },
  ],
  ['flux-substitution', { 'Deployment openchoreo-ui: metadata.annotations': { [FLUX_SUBSTITUTE]: 'disabled' } }],
])('the id %s fixes its defect and changes nothing else', (id, expected) => {
  expect(changesBy([id], AFFECTED[id])).toEqual(expected);
});

test('the id network-policy fixes its defect and changes no other object', () => {
  const changed = changesBy(['network-policy'], AFFECTED['network-policy']);
  expect(changed).toMatchObject({
    'NetworkPolicy openchoreo-ui: spec.podSelector.matchLabels["app.kubernetes.io/name"]': NAME,
  });
  expect(Object.keys(changed).filter((key) => !key.startsWith('NetworkPolicy openchoreo-ui: spec.'))).toEqual([]);
});

test('the id duplicate-variables keeps the last entry of a variable, and all other variables', () => {
  const variables = (manifests: readonly Manifest[]) => containers(manifests)[0]?.env ?? [];
  const values = AFFECTED['duplicate-variables'];
  const [before, after] = [render('exact', values), render(['duplicate-variables'], values)].map(variables);
  expect(before?.slice(0, 2)).toEqual([
    { name: 'A', value: 'x' },
    { name: 'A', value: 'y' },
  ]);
  expect(after).toEqual(before?.slice(1));
  const changed = Object.keys(changesBy(['duplicate-variables'], values));
  expect(changed.filter((key) => !key.startsWith(`${POD}.containers[0].env[`))).toEqual([]);
});

test('the id csp-scheme adds a variable for an http portal', () => {
  const values = AFFECTED['csp-scheme'];
  const [before, after] = [render('exact', values), render(['csp-scheme'], values)].map(
    (manifests) => containers(manifests)[0]?.env ?? [],
  );
  const added = { name: 'APP_CONFIG_backend_csp', value: '{"upgrade-insecure-requests":false}' };
  expect(before).not.toContainEqual(added);
  expect(after?.filter(({ name }) => name !== added.name)).toEqual(before);
  expect(after).toContainEqual(added);
});

describe('the id csp-scheme', () => {
  const csp = (backstage: Values['backstage'], fidelity: RenderOptions<'0.11.0'>['fidelity'] = 'corrected') =>
    (
      containers(
        renderManifests({ backstage: { backendSecret: 'kept-for-tests-kept-for-tests', ...backstage } }, { fidelity }),
      )[0]?.env ?? []
    ).filter(({ name }) => name.startsWith('APP_CONFIG_backend'));
  const off = { name: 'APP_CONFIG_backend_csp', value: '{"upgrade-insecure-requests":false}' };

  test('changes nothing for an https URL', () => {
    expect(csp({ baseUrl: 'https://openchoreo.local' })).toEqual([]);
  });

  test('adds to a policy in appConfig, once', () => {
    const appConfig = { backend: { csp: { 'img-src': ["'self'"] } } };
    expect(csp({ appConfig })).toEqual([
      { name: off.name, value: '{"upgrade-insecure-requests":false,"img-src":["\'self\'"]}' },
    ]);
    expect(csp({ appConfig: { app: { title: 'Portal' } } })).toEqual([off]);
  });

  test('leaves a directive in appConfig and a custom variable', () => {
    const appConfig = { backend: { csp: { 'upgrade-insecure-requests': [] } } };
    expect(csp({ appConfig })).toEqual([{ name: off.name, value: '{"upgrade-insecure-requests":[]}' }]);
    const custom = { name: off.name, value: '{"img-src":false}' };
    expect(csp({ extraEnv: [custom] })).toEqual([custom]);
  });
});

test('the id budget-bounds lets maxUnavailable replace the default minAvailable', () => {
  const values: Values = { backstage: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } };
  const budget = renderManifests([FLAWLESS, values], { fidelity: ['budget-bounds'] }).find(
    ({ kind }) => kind === 'PodDisruptionBudget',
  );
  expect(budget?.spec).toMatchObject({ maxUnavailable: 1 });
  expect(budget?.spec).not.toHaveProperty('minAvailable');
});

test('an id changes nothing if its defect does not affect the values', () => {
  expect(IDS.filter((id) => Object.keys(changesBy([id], {})).length > 0)).toEqual([]);
});

test('the id replaced-connection removes the variables of the connection, and changes nothing else', () => {
  const variables = (manifests: readonly Manifest[]) => (containers(manifests)[0]?.env ?? []).map(({ name }) => name);
  const values = AFFECTED['replaced-connection'];
  const [before, after] = [render('exact', values), render(['replaced-connection'], values)];
  expect(variables(before).filter((name) => !variables(after).includes(name))).toEqual([
    'POSTGRES_HOST',
    'POSTGRES_PORT',
    'POSTGRES_USER',
    'POSTGRES_PASSWORD',
    'POSTGRES_DB',
  ]);
  const changed = Object.keys(changes(before, after));
  expect(changed.filter((key) => !key.startsWith(`${POD}.containers[0].env[`))).toEqual([]);
});

/** Ids of defects that one set of values can show: this one needs PostgreSQL, and the claim's need SQLite. */
const TOGETHER = IDS.filter((id) => id !== 'replaced-connection');

/** Values that every defect affects. */
const ALL: readonly Values[] = TOGETHER.map((id) => AFFECTED[id]);

test('all ids together render the same as corrected', () => {
  expect(render(IDS, ...ALL)).toEqual(render('corrected', ...ALL));
  expect(render(IDS, ...ALL)).not.toEqual(render('exact', ...ALL));
});

test('an empty list of ids renders the same as exact', () => {
  expect(render([], ...ALL)).toEqual(render('exact', ...ALL));
});

test('a list without one id keeps the effect of that defect', () => {
  const corrected = render('corrected', ...ALL);
  const left = (id: DefectId) =>
    render(
      IDS.filter((other) => other !== id),
      ...ALL,
    );
  expect(TOGETHER.filter((id) => Object.keys(changes(corrected, left(id))).length === 0)).toEqual([]);
});
