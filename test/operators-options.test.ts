import { type ChartVersion, differences, FIDELITIES, parseValues, renderManifests, type Values } from '../lib';
import { CHECKSUMS } from '../lib/backstage/checksums';
import { CONTAINER_NAME } from '../lib/backstage/container';
import { APP_CONFIG, CA_BUNDLE, DATABASE_VOLUME, IMAGE_FOLDERS, TMP } from '../lib/backstage/volumes';
import { DEFAULTS } from '../lib/lines/0.11/profile';
import { rules as rulesBefore } from '../lib/lines/0.11/rules';
import { rules } from '../lib/lines/1.x/rules';
import { podSection } from '../lib/values/sections/pod';
import { CHART_1_2, chartOf, isValue, read, reportOn } from './docs-pages';
import { POD_LABELS } from './support';

describe('docs/operators-options.md and docs/sign-in.md', () => {
  const page = ['docs/operators-options.md', 'docs/sign-in.md'].map(read).join('\n');

  /** Values that the snippets of each chart version are merged with. */
  const bases: Partial<Record<ChartVersion, Values<ChartVersion>>> = {
    '1.2.3': CHART_1_2,
    '0.11.0': {
      backstage: {
        baseUrl: 'https://console.example.com',
        secretName: 'portal-credentials',
        ingress: { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] },
      },
    },
  };

  /** Snippets with their heading, their chart version, their values, and the report below them if they are refused. */
  const snippets = page.split(/^#+ (?=.*\n\n)/m).flatMap((section) => {
    const [heading = ''] = section.split('\n');
    const found = section.matchAll(/^```yaml\n([\s\S]*?)^```$(?:\n\n```text\n(error [\s\S]*?)\n```$)?/gm);
    const chartVersion = chartOf({ heading, title: '' });
    return [...found].map(([, yaml = '', refusal]) => {
      const base = bases[chartVersion] ?? {};
      const values = [base, parseValues(Buffer.from(yaml), 'values.yaml')] as const;
      return { heading, chartVersion, base, values, refusal };
    });
  });
  const rendered = snippets.filter(({ refusal }) => refusal === undefined);
  const refused = snippets.filter(({ refusal }) => refusal !== undefined);

  test('contains only snippets that this test finds', () => {
    expect(snippets.length).toBe(page.match(/^ *```yaml/gm)?.length);
    expect(refused.length).toBe(page.match(/^```text\nerror \[/gm)?.length);
  });

  test.each(FIDELITIES)('all valid snippets render in %s', (fidelity) => {
    const empty = rendered.filter(
      ({ values, chartVersion }) => renderManifests<ChartVersion>(values, { chartVersion, fidelity }).length === 0,
    );
    expect(empty.map(({ heading }) => heading)).toEqual([]);
  });

  test('shows the actual reports of refused values', () => {
    const reports = refused.map(({ heading, values, chartVersion }) => ({
      heading,
      report: reportOn<ChartVersion>(values, { chartVersion }),
    }));
    expect(reports).toEqual(refused.map(({ heading, refusal }) => ({ heading, report: refusal })));
  });

  test('renders the values that are refused because of a defect, if the defect is corrected', () => {
    const ofDefects = refused.filter(({ refusal = '' }) => refusal.includes('--correct'));
    expect(ofDefects.map(({ heading }) => heading)).toEqual(['Pods', 'Sidecars and volumes']);
    for (const { values, chartVersion } of ofDefects) {
      const manifests = renderManifests<ChartVersion>(values, { chartVersion, fidelity: 'corrected' });
      expect(manifests.map(({ kind }) => kind)).toContain('Deployment');
    }
  });

  test('each snippet changes the expected fields', () => {
    const changes = rendered.map(({ heading, base, values, chartVersion }) => [
      heading,
      differences(
        renderManifests<ChartVersion>(base, { chartVersion }),
        renderManifests<ChartVersion>(values, { chartVersion }),
        { chartVersion, showValues: true },
      ).map(({ object, path, change, after = change }) => {
        const name = object.replace('openchoreo-control-plane/', '').replace(/[0-9a-f]{8}$/, '<hash>');
        const field = path.replace('spec.template.spec.', '').replace('containers[backstage].', '');
        return [name, field, /^\[?\{/.test(after) ? '' : after].filter(Boolean).join(' ');
      }),
    ]);
    expect(changes).toEqual(CHANGES);
  });

  test('lists all options of pods, and no others', () => {
    const [, , rows = ''] = /^(\| part \| values below `backstage` \|\n.*\n)((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([\w.]+)`/g)].map(([, path = '']) => path);
    expect(listed.filter((path) => !isValue(`backstage.${path}`))).toEqual([]);
    expect(new Set(listed.map((path) => path.split('.')[0]))).toEqual(
      new Set([...Object.keys(podSection(DEFAULTS)), 'priorityClass', 'serviceAccount']),
    );
  });

  test('lists the reserved names and paths', () => {
    const [, rows = ''] = /^\| \| reserved \|\n.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
    const volumes = ['ci-config', 'csp-config', DATABASE_VOLUME, CA_BUNDLE.volume, APP_CONFIG.volume, TMP.volume];
    const keys = [...Object.keys(POD_LABELS), ...Object.values(CHECKSUMS)];
    expect(listed).toEqual(expect.arrayContaining([CONTAINER_NAME, ...volumes, ...IMAGE_FOLDERS, ...keys]));
  });

  test('names existing rules only', () => {
    const ids = [...rules, ...rulesBefore].map(({ id }) => id);
    const named = [...page.matchAll(/(?:rule|warning) `([a-z-]+)`/g)].map(([, id]) => id);

    expect(ids).toEqual(expect.arrayContaining(named));
    expect(named.length).toBeGreaterThan(3);
  });
});

/** Changes of each snippet, by its heading. */
const CHANGES = [
  [
    'Backstage configuration',
    [
      'ConfigMap backstage-extra-config added',
      'Deployment backstage args[8] "--config"',
      'Deployment backstage args[9] "app-config.extra.yaml"',
      'Deployment backstage volumeMounts[extra-app-config]',
      'Deployment backstage volumes[extra-app-config]',
    ],
  ],
  [
    'Backstage configuration',
    [
      'ConfigMap backstage-extra-config added',
      'Deployment backstage args[8] "--config"',
      'Deployment backstage args[9] "app-config.extra.yaml"',
      'Deployment backstage env[GITHUB_TOKEN]',
      'Deployment backstage volumeMounts[extra-app-config]',
      'Deployment backstage volumes[extra-app-config]',
    ],
  ],
  [
    'Configuration of the image',
    [
      'ConfigMap backstage-extra-config added',
      'Deployment backstage args[8] "--config"',
      'Deployment backstage args[9] "app-config.extra.yaml"',
      'Deployment backstage volumeMounts[extra-app-config]',
      'Deployment backstage volumes[extra-app-config]',
    ],
  ],
  [
    'Pods',
    [
      'Deployment backstage spec.template.metadata.labels.cost-center "portal"',
      'Deployment backstage env[TZ]',
      'Deployment backstage image "registry.example.com/openchoreo/openchoreo-ui@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"',
      'Deployment backstage livenessProbe.httpGet.path "/.backstage/health/v1/liveness"',
      'Deployment backstage livenessProbe.periodSeconds 20',
      'Deployment backstage readinessProbe.httpGet.path "/.backstage/health/v1/readiness"',
      'Deployment backstage lifecycle',
      'Deployment backstage startupProbe',
      'Deployment backstage imagePullSecrets',
      'Deployment backstage terminationGracePeriodSeconds 60',
    ],
  ],
  [
    'An existing ServiceAccount or PriorityClass',
    ['Deployment backstage serviceAccountName "portal-irsa"', 'ServiceAccount openchoreo-backstage removed'],
  ],
  [
    'Pod Security and OpenShift',
    [
      'Deployment backstage securityContext.fsGroup removed',
      'Deployment backstage securityContext.runAsGroup removed',
      'Deployment backstage securityContext.runAsUser removed',
    ],
  ],
  [
    'A read-only root filesystem',
    [
      'Deployment backstage securityContext.readOnlyRootFilesystem true',
      'Deployment backstage volumeMounts[tmp]',
      'Deployment backstage volumes[tmp]',
    ],
  ],
  ['Sidecars and volumes', ['Deployment backstage containers[docs-cache]', 'Deployment backstage initContainers']],
  ['Metrics', ['ServiceMonitor monitoring/backstage added']],
  [
    'Gateways, listeners and timeouts',
    [
      'HTTPRoute backstage spec.parentRefs[gateway-default] removed',
      'HTTPRoute backstage spec.parentRefs[public]',
      'HTTPRoute backstage spec.rules[2].timeouts',
    ],
  ],
  [
    'From http to https',
    ['HTTPRoute backstage spec.parentRefs[gateway-default].sectionName "https"', 'HTTPRoute backstage-redirect added'],
  ],
  [
    'An Ingress',
    ['HTTPRoute backstage removed', 'Ingress backstage added', 'TrafficPolicy backstage-wirelogs-timeout removed'],
  ],
  ['Patches', ['Deployment backstage spec.minReadySeconds 10']],
  [
    'Backstage configuration on chart 0.11',
    [
      'Deployment openchoreo-ui env[APP_CONFIG_app_title]',
      'Deployment openchoreo-ui env[APP_CONFIG_organization_name]',
      'Deployment openchoreo-ui env[APP_CONFIG_catalog_rules]',
    ],
  ],
  [
    'Backstage configuration on chart 0.11',
    [
      'ConfigMap openchoreo-backstage-extra-config added',
      'Deployment openchoreo-ui spec.template.metadata.annotations',
      'Deployment openchoreo-ui env[GITHUB_TOKEN]',
      'Deployment openchoreo-ui volumeMounts[extra-app-config]',
      'Deployment openchoreo-ui args ["node","packages/backend","--config","app-config.yaml","--config","app-config.extra.yaml"]',
      'Deployment openchoreo-ui volumes[extra-app-config]',
    ],
  ],
  [
    'Volumes on chart 0.11',
    ['Deployment openchoreo-ui volumeMounts[templates]', 'Deployment openchoreo-ui volumes[templates]'],
  ],
  [
    'An identity provider',
    [
      'Deployment backstage env[OPENCHOREO_AUTH_AUTHORIZATION_URL].value "https://id.example.com/oauth2/authorize"',
      'Deployment backstage env[OPENCHOREO_AUTH_TOKEN_URL].value "https://id.example.com/oauth2/token"',
      'Deployment backstage env[OPENCHOREO_AUTH_CLIENT_ID].value "portal"',
      'Deployment backstage env[OPENCHOREO_SERVICE_CLIENT_ID].value "portal"',
      'Deployment backstage env[OPENCHOREO_AUTH_METADATA_URL]',
    ],
  ],
  ['Thunder in chart 0.11', ['Job openchoreo-ui-client-<hash> added']],
];
