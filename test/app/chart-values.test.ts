// Fields that values set in the objects of BackstageChart.
import { parseValues, type Values } from '../../lib';
import { LABELS } from '../support';
import { CONTAINER, DEPLOYMENT, find, POD, POSTGRESQL, rendered } from './support';

describe('the Deployment', () => {
  test.each<[string, Values['backstage'], string, unknown]>([
    ['replicas', { replicas: null }, 'spec.replicas', undefined],
    ['image.repository', { image: { repository: 'mirror/ui' } }, `${CONTAINER}.image`, 'mirror/ui:v0.11.0'],
    ['image.tag', { image: { tag: 'v9' } }, `${CONTAINER}.image`, 'ghcr.io/openchoreo/openchoreo-ui:v9'],
    ['image.pullPolicy', { image: { pullPolicy: 'Never' } }, `${CONTAINER}.imagePullPolicy`, 'Never'],
    [
      'resources',
      { resources: { limits: { cpu: '3' } } },
      `${CONTAINER}.resources`,
      { limits: { cpu: '3', memory: '2Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
    ],
    ['serviceAccount.name', { serviceAccount: { name: 'portal' } }, `${POD}.serviceAccountName`, 'portal'],
    [
      'an empty serviceAccount.name',
      { serviceAccount: { name: '' } },
      `${POD}.serviceAccountName`,
      'openchoreo-backstage',
    ],
    [
      'priorityClass.name',
      { priorityClass: { create: true, name: 'portal-first' } },
      `${POD}.priorityClassName`,
      'portal-first',
    ],
    [
      'priorityClass.name without create',
      { priorityClass: { name: 'portal-first' } },
      `${POD}.priorityClassName`,
      undefined,
    ],
    ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, `${POD}.nodeSelector`, { disk: 'ssd' }],
    ['affinity', { affinity: { podAffinity: {} } }, `${POD}.affinity`, { podAffinity: {} }],
    [
      'tolerations',
      { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      `${POD}.tolerations`,
      [{ key: 'dedicated', operator: 'Exists' }],
    ],
    ['topologySpreadConstraints', { topologySpreadConstraints: [] }, `${POD}.topologySpreadConstraints`, undefined],
    [
      'podSecurityContext',
      { podSecurityContext: { runAsUser: 7 } },
      `${POD}.securityContext`,
      { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, runAsUser: 7, runAsGroup: 1000, fsGroup: 1000 },
    ],
    [
      'containerSecurityContext',
      { containerSecurityContext: { readOnlyRootFilesystem: true } },
      `${CONTAINER}.securityContext`,
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        seccompProfile: { type: 'RuntimeDefault' },
        appArmorProfile: { type: 'Unconfined' },
      },
    ],
    [
      'database.sqlite.mountPath',
      { database: { sqlite: { mountPath: '/data' } } },
      `${CONTAINER}.volumeMounts`,
      [{ name: 'backstage-db', mountPath: '/data' }],
    ],
    [
      'database.sqlite.persistence',
      { database: { sqlite: { persistence: { enabled: true } } } },
      `${POD}.volumes`,
      [{ name: 'backstage-db', persistentVolumeClaim: { claimName: 'openchoreo-backstage-db' } }],
    ],
    ['database.type', POSTGRESQL, `${POD}.volumes`, undefined],
  ])('is rendered with %s', (_, backstage, path, expected) => {
    const deployment = find(rendered({ backstage }, { allow: ['kubernetes-fields'] }), DEPLOYMENT);
    if (expected === undefined) {
      expect(deployment).not.toHaveProperty(path);
    } else {
      expect(deployment).toHaveProperty(path, expected);
    }
  });

  test("spreads pods by the chart's selector, which matches none of them", () => {
    expect(find(rendered(), DEPLOYMENT)).toHaveProperty(
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      {
        'app.kubernetes.io/name': 'openchoreo',
        'app.kubernetes.io/component': 'backstage',
      },
    );
  });
});

describe('the Service', () => {
  test.each<[string, Values, string, string, unknown]>([
    [
      'global.commonLabels',
      { global: { commonLabels: { team: 'platform' } } },
      'Service openchoreo-ui',
      'metadata.labels',
      { ...LABELS, team: 'platform' },
    ],
    [
      'nameOverride',
      { nameOverride: 'choreo' },
      'Service openchoreo-ui',
      'metadata.labels',
      { ...LABELS, 'app.kubernetes.io/name': 'choreo' },
    ],
    ['fullnameOverride', { fullnameOverride: 'console' }, 'Service console-ui', 'metadata.name', 'console-ui'],
    [
      'an empty fullnameOverride',
      { fullnameOverride: '' },
      'Service openchoreo-control-plane-ui',
      'metadata.name',
      'openchoreo-control-plane-ui',
    ],
  ])('is rendered with %s', (_, values, identity, path, expected) => {
    expect(find(rendered(values), identity)).toHaveProperty(path.split('.'), expected);
  });
});

describe('a null', () => {
  test.each([
    ['removes a default', 'replicas: null', 'spec.replicas'],
    ['removes a member of a default map', 'podSecurityContext: {fsGroup: null}', `${POD}.securityContext.fsGroup`],
    ['removes a default list', 'topologySpreadConstraints: null', `${POD}.topologySpreadConstraints`],
    ['removes a default map', 'resources: null', `${CONTAINER}.resources`],
  ])('%s', (_, line, path) => {
    expect(find(rendered(), DEPLOYMENT)).toHaveProperty(path);
    const values = parseValues(Buffer.from(`backstage: {${line}}`), 'values.yaml');
    expect(find(rendered(values), DEPLOYMENT)).not.toHaveProperty(path);
  });
});
