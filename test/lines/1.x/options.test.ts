import { type DefectId, type Fidelity, renderManifests } from '../../../lib';
import { MATCHES, PARENT, REMOTE, TARGET } from '../../crd-defaults';
import { podTemplate } from '../../rendered';
import { type Changes, changes, REMOVED } from '../0.11/objects/support';
import { byName } from './by-name';
import { findings, LEAST, NEWEST, type Values, VERSIONS } from './support';

// Options of this package on the charts 1.0, 1.1 and 1.2: each changes exactly these objects.

const NAMESPACE = 'openchoreo-control-plane';
const DEPLOYMENT = 'Deployment backstage: spec';
const POD = `${DEPLOYMENT}.template.spec`;
const CONTAINER = `${POD}.containers[0]`;
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** Returns the labels of Backstage's objects. */
const labelsOf = (version: string) => ({
  'app.kubernetes.io/name': NAMESPACE,
  'app.kubernetes.io/instance': NAMESPACE,
  'app.kubernetes.io/version': `v${version}`,
  'app.kubernetes.io/managed-by': 'cdk8s',
  'app.kubernetes.io/part-of': 'openchoreo',
  'app.kubernetes.io/component': 'backstage',
});

/** Returns the metadata of one of Backstage's objects. */
const metadata = (version: string, name: string) => ({ name, namespace: NAMESPACE, labels: labelsOf(version) });

/** An option: its values, the changes of the output in `corrected`, and the values that both sides have. */
interface Option {
  readonly values: Values;
  readonly changes: (version: string) => Changes;
  readonly over?: Values;
}

const OPTIONS: Readonly<Record<string, Option>> = {
  'appConfig is a file, on chart 1.0 too': {
    values: { backstage: { appConfig: { app: { title: 'Portal' } } } },
    changes: (version) => ({
      'ConfigMap backstage-extra-config': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadata(version, 'backstage-extra-config'),
        data: { 'app-config.extra.yaml': 'app:\n  title: Portal\n' },
      },
      [`${DEPLOYMENT}.template.metadata.annotations["checksum/app-config"]`]: expect.stringMatching(/^[0-9a-f]{64}$/),
      [`${CONTAINER}.args`]:
        'node packages/backend --config app-config.yaml --config app-config.ci.yaml --config app-config.extra.yaml',
      [`${CONTAINER}.volumeMounts.extra-app-config`]: {
        mountPath: '/app/app-config.extra.yaml',
        subPath: 'app-config.extra.yaml',
        readOnly: true,
      },
      [`${POD}.volumes.extra-app-config`]: { configMap: { name: 'backstage-extra-config' } },
    }),
  },
  'probes are changed, removed and added': {
    over: { backstage: { startupProbe: null } },
    values: {
      backstage: {
        livenessProbe: { periodSeconds: 30 },
        readinessProbe: null,
        startupProbe: { tcpSocket: { port: 'http' }, failureThreshold: 30 },
      },
    },
    changes: () => ({
      [`${CONTAINER}.livenessProbe.periodSeconds`]: 30,
      [`${CONTAINER}.readinessProbe`]: REMOVED,
      [`${CONTAINER}.startupProbe`]: { tcpSocket: { port: 'http' }, failureThreshold: 30 },
    }),
  },
  'patches change an object': {
    values: {
      backstage: {
        patches: [
          {
            target: { kind: 'Deployment', name: 'backstage' },
            patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 5 }],
          },
        ],
      },
    },
    changes: () => ({ [`${DEPLOYMENT}.minReadySeconds`]: 5 }),
  },
  'a ServiceMonitor scrapes the Service': {
    values: {
      backstage: {
        metrics: {
          serviceMonitor: {
            enabled: true,
            namespace: 'monitoring',
            interval: '15s',
            scrapeTimeout: '5s',
            path: '/prometheus',
            labels: { release: 'stack' },
          },
        },
      },
    },
    changes: (version) => ({
      'ServiceMonitor backstage': {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: {
          name: 'backstage',
          namespace: 'monitoring',
          labels: { ...labelsOf(version), prometheus: 'kube-prometheus', release: 'stack' },
        },
        spec: {
          selector: {
            matchLabels: {
              'app.kubernetes.io/component': 'backstage',
              'app.kubernetes.io/name': NAMESPACE,
              'app.kubernetes.io/instance': NAMESPACE,
            },
          },
          namespaceSelector: { matchNames: [NAMESPACE] },
          endpoints: [{ port: 'http', path: '/prometheus', interval: '15s', scrapeTimeout: '5s' }],
        },
      },
    }),
  },
  'an Ingress class renders an Ingress instead of the HTTPRoute, without a Gateway too': {
    over: { gateway: { enabled: false } },
    values: {
      backstage: {
        http: {
          className: 'nginx',
          pathType: 'Exact',
          defaultBackend: true,
          tls: [{ hosts: ['console.example.com'], secretName: 'portal-tls' }],
        },
      },
    },
    changes: (version) => ({
      'Ingress backstage': {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: metadata(version, 'backstage'),
        spec: {
          ingressClassName: 'nginx',
          defaultBackend: { service: { name: 'backstage', port: { number: 7007 } } },
          tls: [{ hosts: ['console.example.com'], secretName: 'portal-tls' }],
          rules: [
            {
              host: 'console.example.com',
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Exact',
                    backend: { service: { name: 'backstage', port: { number: 7007 } } },
                  },
                ],
              },
            },
          ],
        },
      },
    }),
  },
  'parentRefs name other Gateways': {
    values: { backstage: { http: { parentRefs: [{ name: 'edge', namespace: 'gateways', sectionName: 'https' }] } } },
    changes: () => ({
      'HTTPRoute backstage: spec.parentRefs[0].name': 'edge',
      'HTTPRoute backstage: spec.parentRefs[0].namespace': 'gateways',
      'HTTPRoute backstage: spec.parentRefs[0].sectionName': 'https',
    }),
  },
  'httpsRedirect moves the HTTPRoute to the https listener, and adds one that redirects': {
    values: { backstage: { http: { httpsRedirect: { enabled: true, sectionName: 'web', statusCode: 302 } } } },
    changes: (version) => ({
      'HTTPRoute backstage: spec.parentRefs[0].sectionName': 'https',
      'HTTPRoute backstage-redirect': {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: metadata(version, 'backstage-redirect'),
        spec: {
          hostnames: ['console.example.com'],
          parentRefs: [{ ...PARENT, name: 'gateway-default', namespace: NAMESPACE, sectionName: 'web' }],
          rules: [
            {
              matches: MATCHES,
              filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 302 } }],
            },
          ],
        },
      },
    }),
  },
  'the route of the API has parentRefs and timeouts too': {
    values: { openchoreoApi: { http: { parentRefs: [{ name: 'edge' }], timeouts: { request: '10s' } } } },
    changes: () => ({
      'HTTPRoute openchoreo-api: spec.parentRefs[0].name': 'edge',
      'HTTPRoute openchoreo-api: spec.rules[0].timeouts': { request: '10s' },
    }),
  },
  'externalSecret fills the Secret secretName': {
    values: {
      backstage: {
        externalSecret: {
          secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
          refreshInterval: '15m',
          data: {
            backendSecret: { key: 'portal', property: 'session', version: 'v3' },
            clientSecret: { key: 'oauth' },
            jenkinsApiKey: { key: 'jenkins' },
          },
        },
      },
    },
    changes: (version) => ({
      'ExternalSecret backstage-secrets': {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: metadata(version, 'backstage-secrets'),
        spec: {
          refreshInterval: '15m',
          secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
          target: { ...TARGET, name: 'backstage-secrets' },
          data: [
            {
              secretKey: 'backend-secret',
              remoteRef: { ...REMOTE, key: 'portal', property: 'session', version: 'v3' },
            },
            { secretKey: 'client-secret', remoteRef: { ...REMOTE, key: 'oauth' } },
            { secretKey: 'jenkins-api-key', remoteRef: { ...REMOTE, key: 'jenkins' } },
          ],
        },
      },
    }),
  },
  'existingClaim mounts a claim and renders none': {
    values: { backstage: { database: { sqlite: { persistence: { enabled: true, existingClaim: 'data' } } } } },
    changes: () => ({
      [`${POD}.volumes.backstage-db.emptyDir`]: REMOVED,
      [`${POD}.volumes.backstage-db.persistentVolumeClaim`]: { claimName: 'data' },
      [`${DEPLOYMENT}.strategy.rollingUpdate.maxSurge`]: 0,
      [`${DEPLOYMENT}.strategy.rollingUpdate.maxUnavailable`]: 1,
    }),
  },
  'claimName names the claim that is rendered': {
    over: { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
    values: { backstage: { database: { sqlite: { persistence: { claimName: 'data' } } } } },
    changes: (version) => ({
      [`${POD}.volumes.backstage-db.persistentVolumeClaim.claimName`]: 'data',
      'PersistentVolumeClaim backstage-db': REMOVED,
      'PersistentVolumeClaim data': {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          ...metadata(version, 'data'),
          annotations: {
            'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
            'kustomize.toolkit.fluxcd.io/prune': 'disabled',
          },
        },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    }),
  },
  'caBundle mounts the certificates for PostgreSQL': {
    over: { backstage: { database: { type: 'postgresql', postgresql: { ssl: 'verify-full' } } } },
    values: { backstage: { database: { postgresql: { caBundle: { configMap: 'ca', key: 'root.pem' } } } } },
    changes: () => ({
      [`${CONTAINER}.env.NODE_EXTRA_CA_CERTS`]: { value: '/etc/backstage/postgresql-ca/root.pem' },
      [`${CONTAINER}.volumeMounts.postgresql-ca`]: { mountPath: '/etc/backstage/postgresql-ca', readOnly: true },
      [`${POD}.volumes.postgresql-ca`]: {
        configMap: { name: 'ca', items: [{ key: 'root.pem', path: 'root.pem' }] },
      },
    }),
  },
  'image.registry and image.digest replace those of the chart': {
    values: { backstage: { image: { registry: 'mirror.example.com', digest: DIGEST } } },
    changes: () => ({ [`${CONTAINER}.image`]: `mirror.example.com/openchoreo/openchoreo-ui@${DIGEST}` }),
  },
  'envFrom adds the variables of ConfigMaps and Secrets': {
    values: { backstage: { envFrom: [{ prefix: 'TEAM_', configMapRef: { name: 'team' } }] } },
    changes: () => ({ [`${CONTAINER}.envFrom`]: [{ prefix: 'TEAM_', configMapRef: { name: 'team' } }] }),
  },
  'extraVolumes and extraVolumeMounts are rendered': {
    values: {
      backstage: {
        extraVolumes: [{ name: 'team', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'team', mountPath: '/team' }],
      },
    },
    changes: () => ({
      [`${POD}.volumes.team`]: { emptyDir: {} },
      [`${CONTAINER}.volumeMounts.team`]: { mountPath: '/team' },
    }),
  },
  'a writable /tmp is a volume': {
    values: { backstage: { tmp: { sizeLimit: '1Gi' } } },
    changes: () => ({
      [`${POD}.volumes.tmp`]: { emptyDir: { sizeLimit: '1Gi' } },
      [`${CONTAINER}.volumeMounts.tmp`]: { mountPath: '/tmp' },
    }),
  },
  'command replaces the first arguments, and extraArgs follow the files': {
    values: { backstage: { command: ['tini', 'node', 'packages/backend'], extraArgs: ['--inspect'] } },
    changes: () => ({
      [`${CONTAINER}.command`]: ['tini', 'node', 'packages/backend'],
      [`${CONTAINER}.args`]: '--config app-config.yaml --config app-config.ci.yaml --inspect',
    }),
  },
  'imagePullSecrets, podLabels and podAnnotations are on the pods': {
    values: {
      backstage: {
        imagePullSecrets: [{ name: 'registry' }],
        podLabels: { team: 'a' },
        podAnnotations: { 'example.com/owner': 'team a' },
      },
    },
    changes: () => ({
      [`${POD}.imagePullSecrets`]: [{ name: 'registry' }],
      [`${DEPLOYMENT}.template.metadata.labels.team`]: 'a',
      [`${DEPLOYMENT}.template.metadata.annotations["example.com/owner"]`]: 'team a',
    }),
  },
  'secretKeys name the keys of the Secret': {
    over: { backstage: { externalCI: { jenkins: { enabled: true } } } },
    values: { backstage: { secretKeys: { backendSecret: 'session', jenkinsApiKey: 'ci' } } },
    changes: () => ({
      [`${CONTAINER}.env.BACKEND_SECRET.valueFrom.secretKeyRef.key`]: 'session',
      [`${CONTAINER}.env.JENKINS_API_KEY.valueFrom.secretKeyRef.key`]: 'ci',
    }),
  },
};

describe.each(VERSIONS)('chart %s', (chartVersion) => {
  const render = (layers: Values[], fidelity: Fidelity<DefectId<typeof NEWEST>>) =>
    byName(renderManifests([LEAST, ...layers], { chartVersion, fidelity }));

  test.each(Object.entries(OPTIONS))('%s', (_, { values, over = {}, changes: expected }) => {
    const corrected = changes(render([over], 'corrected'), render([over, values], 'corrected'));
    expect(corrected).toEqual(expected(chartVersion));
  });

  test('exact changes the same members, unless the option fixes a defect of the chart', () => {
    const fixes = ['extraVolumes and extraVolumeMounts are rendered'];
    for (const [name, { values, over = {}, changes: expected }] of Object.entries(OPTIONS)) {
      if (!fixes.includes(name) || chartVersion === '1.0.5') {
        const exact = changes(render([over], 'exact'), render([over, values], 'exact'));
        const kinds = (all: Changes) =>
          Object.keys(all)
            .filter((key) => !/spec\.strategy|annotations|args$/.test(key))
            .sort();
        expect(kinds(exact)).toEqual(kinds(expected(chartVersion)));
      }
    }
  });

  test('timeouts apply to the rules of the HTTPRoute that have none', () => {
    const values: Values = { backstage: { http: { timeouts: { request: '60s', backendRequest: '30s' } } } };
    const last = chartVersion === NEWEST ? 2 : 1;
    expect(changes(render([], 'exact'), render([values], 'exact'))).toEqual({
      [`HTTPRoute backstage: spec.rules[${last}].timeouts`]: { request: '60s', backendRequest: '30s' },
    });
  });
});

const STORE: Values = {
  backstage: {
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
    },
  },
};

describe('an ExternalSecret', () => {
  const errors = (values: Values, fidelity: Fidelity<DefectId<typeof NEWEST>>) =>
    findings([LEAST, STORE, values], { fidelity }).filter(({ severity }) => severity === 'error');

  test('requires the API key of Jenkins in exact, because the chart always reads it', () => {
    expect(errors({}, 'exact')).toMatchObject([
      {
        path: 'backstage.externalSecret.data.jenkinsApiKey',
        message: 'is required for an ExternalSecret',
        fix: 'set its key to the name of the entry in the store, or use --correct jenkins-always-on, because the portal uses no Jenkins',
      },
    ]);
    expect(errors({}, ['jenkins-always-on'])).toEqual([]);
  });

  test('requires the API key of an enabled Jenkins in corrected', () => {
    const values: Values = { backstage: { externalCI: { jenkins: { enabled: true } } } };
    expect(errors(values, 'corrected')).toMatchObject([
      {
        path: 'backstage.externalSecret.data.jenkinsApiKey',
        fix: 'set its key to the name of the entry in the store',
      },
    ]);
  });

  test('does not require the credentials of GitHub, without which pods also start', () => {
    const values: Values = {
      backstage: { externalCI: { githubActions: { enabled: true, oauth: { clientId: 'Iv1' } } } },
    };
    const manifests = renderManifests([LEAST, STORE, values], { chartVersion: NEWEST, fidelity: 'corrected' });
    const [container] = podTemplate(manifests).spec.containers;
    expect(container?.env).toContainEqual({
      name: 'GITHUB_TOKEN',
      valueFrom: { secretKeyRef: { name: 'backstage-secrets', key: 'github-actions-token', optional: true } },
    });
  });

  test('creates the keys of the chart, whatever secretKeys are', () => {
    const values: Values = { backstage: { secretKeys: { clientSecret: 'oauth' } } };
    const manifests = renderManifests([LEAST, STORE, values], { chartVersion: NEWEST, fidelity: 'corrected' });
    const [{ env = [] } = {}] = podTemplate(manifests).spec.containers;
    const keys = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.key ?? []);
    expect(keys).toEqual(['backend-secret', 'client-secret', 'client-secret']);
  });
});

test('the service client reads the key of secretKeys too, unless it has another one', () => {
  const keyOf = (backstage: NonNullable<Values['backstage']>) => {
    const manifests = renderManifests([LEAST, { backstage }], { chartVersion: NEWEST });
    const [{ env = [] } = {}] = podTemplate(manifests).spec.containers;
    const variable = env.find(({ name }) => name === 'OPENCHOREO_SERVICE_CLIENT_SECRET');
    return variable?.valueFrom?.secretKeyRef?.key;
  };
  expect(keyOf({})).toBe('client-secret');
  expect(keyOf({ secretKeys: { clientSecret: 'oauth' } })).toBe('oauth');
  expect(keyOf({ secretKeys: { clientSecret: 'oauth' }, auth: { serviceClientSecretKey: 'service' } })).toBe('service');
  expect(keyOf({ secretKeys: { clientSecret: 'oauth' }, auth: { serviceClientSecretKey: 'client-secret' } })).toBe(
    'client-secret',
  );
});

test('image.digest and global.imageRegistry can be combined', () => {
  const values: Values = { global: { imageRegistry: 'mirror.example.com' }, backstage: { image: { digest: DIGEST } } };
  const manifests = renderManifests([LEAST, values], { chartVersion: NEWEST });
  expect(podTemplate(manifests).spec.containers[0]?.image).toBe(
    `mirror.example.com/openchoreo/openchoreo-ui@${DIGEST}`,
  );
});

test.each(['1.1.6', '1.2.3'] as const)(
  'networkPolicy.peers.assistant replaces the peers of the assistant (chart %s)',
  (chartVersion) => {
    const pods = { podSelector: { matchLabels: { app: 'assistant' } } };
    const values = (peers: object) => ({
      ...LEAST,
      backstage: {
        ...LEAST.backstage,
        features: { assistant: { enabled: true } },
        networkPolicy: { enabled: true, peers },
      },
    });
    const policy = (peers: object) =>
      renderManifests(values(peers), { chartVersion, fidelity: 'corrected' }).find(
        ({ kind }) => kind === 'NetworkPolicy',
      );
    expect(JSON.stringify(policy({}))).not.toContain(JSON.stringify(pods));
    expect(policy({ assistant: [pods] })).toHaveProperty(
      'spec.egress',
      expect.arrayContaining([{ to: [pods], ports: [{ protocol: 'TCP', port: 8080 }] }]),
    );
  },
);
