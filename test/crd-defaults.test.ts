import { renderManifests, type Values } from '../lib';
import { everyConstruct } from './constructs/every-construct';
import { CRD_DEFAULTS, defaulted } from './crd-defaults';
import { NEWEST, type Values as ValuesOf1 } from './lines/1.x/support';
import { manifests, testChart } from './support';

// Server-side apply by another tool, and Argo CD, see a difference in each field that a CRD sets.

const REMOTE = { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, jenkinsApiKey: { key: 'c' } };
const METRICS = { enabled: true, serviceMonitor: { enabled: true, relabelings: [{ targetLabel: 'team' }] } };

/** Values that render each custom resource. */
const OF_0_11: Values = {
  backstage: {
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: REMOTE.backendSecret, clientSecret: REMOTE.clientSecret },
    },
    ingress: { httpsRedirect: { enabled: true }, hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] },
    metrics: METRICS,
  },
};

const OF_1: ValuesOf1 = {
  openchoreoApi: { http: { hostnames: ['api.example.com'] } },
  backstage: {
    secretName: 'credentials',
    externalSecret: { secretStoreRef: { name: 'vault' }, data: REMOTE },
    http: { hostnames: ['console.example.com'], httpsRedirect: { enabled: true } },
    metrics: METRICS,
  },
};

const rendered = (fidelity: 'exact' | 'corrected') => [
  ...renderManifests(OF_0_11, { allow: ['*'], fidelity }),
  ...renderManifests(OF_1, { chartVersion: NEWEST, allow: ['*'], fidelity }),
];

/** Returns the fields that CRDs set in objects, by the object. */
const fields = (objects: readonly ReturnType<typeof renderManifests>[number][]) =>
  Object.fromEntries(
    objects.flatMap((object) => {
      const paths = defaulted(object);
      return paths.length > 0 ? [[`${object.kind} ${object.metadata.name}`, paths]] : [];
    }),
  );

test('the values render each custom resource', () => {
  const kinds = new Set(rendered('corrected').map(({ kind }) => kind));
  expect(Object.keys(CRD_DEFAULTS).filter((kind) => !kinds.has(kind))).toEqual([]);
});

test('corrected leaves no field to a CRD', () => {
  expect(fields(rendered('corrected'))).toEqual({});
});

test('exact leaves fields to the CRD only in the HTTPRoutes of the chart', () => {
  expect(Object.keys(fields(rendered('exact'))).sort()).toEqual([
    'HTTPRoute backstage',
    'HTTPRoute openchoreo-api',
    'HTTPRoute openchoreo-backstage',
  ]);
});

test('constructs leave no field to a CRD', () => {
  const chart = testChart();
  everyConstruct(chart);
  expect(fields(manifests(chart))).toEqual({});
});

test('the id crd-defaults writes the fields and canonical quantities, and changes no other object', () => {
  const values: Values = {
    backstage: {
      backendSecret: 'kept-for-tests-kept-for-tests',
      tmp: { sizeLimit: '1024Mi' },
      initContainers: [{ name: 'first', image: 'a', resources: { limits: { cpu: '2000m' } } }],
      database: { sqlite: { persistence: { enabled: true, size: '2048Mi' } } },
    },
  };
  const before = renderManifests(values, { allow: ['*'] });
  const after = renderManifests(values, { allow: ['*'], fidelity: ['crd-defaults'] });
  const changed = after.filter((object, index) => JSON.stringify(object) !== JSON.stringify(before[index]));
  expect(changed.map(({ kind }) => kind).sort()).toEqual([
    'Deployment',
    'HTTPRoute',
    'HTTPRoute',
    'PersistentVolumeClaim',
  ]);
  const text = JSON.stringify(changed);
  expect(text).toContain('"storage":"2Gi"');
  expect(text).toContain('"sizeLimit":"1Gi"');
  expect(text).not.toContain('2000m');
});
