import { differences, FIDELITIES, parseValues, renderManifests, type Values } from '../lib';
import { CHECKSUMS } from '../lib/backstage/checksums';
import { CONTAINER_NAME } from '../lib/backstage/container';
import { APP_CONFIG, CA_BUNDLE, DATABASE_VOLUME, IMAGE_FOLDERS, TMP } from '../lib/backstage/volumes';
import { DEFAULTS } from '../lib/lines/0.11/profile';
import { rules } from '../lib/lines/0.11/rules';
import { podSection } from '../lib/values/sections/pod';
import { isValue, read, reportOn } from './docs-pages';
import { POD_LABELS } from './support';

describe('docs/operators-options.md and docs/sign-in.md', () => {
  const page = ['docs/operators-options.md', 'docs/sign-in.md'].map(read).join('\n');

  /** Values that the snippets are merged with. */
  const base: Values = {
    backstage: {
      baseUrl: 'https://console.example.com',
      secretName: 'portal-credentials',
      ingress: { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] },
    },
  };

  /** Snippets with their heading, their values, and the report below them if they are refused. */
  const snippets = page.split(/^#+ (?=.*\n\n)/m).flatMap((section) => {
    const [heading = ''] = section.split('\n');
    const found = section.matchAll(/^```yaml\n([\s\S]*?)^```$(?:\n\n```text\n(error [\s\S]*?)\n```$)?/gm);
    return [...found].map(([, yaml = '', refusal]) => ({
      heading,
      values: parseValues(Buffer.from(yaml), heading),
      refusal,
    }));
  });
  const rendered = snippets.filter(({ refusal }) => refusal === undefined);
  const refused = snippets.filter(({ refusal }) => refusal !== undefined);

  test('contains only snippets that this test finds', () => {
    expect(snippets.length).toBe(page.match(/^ *```yaml/gm)?.length);
    expect(refused.length).toBe(page.match(/^error \[/gm)?.length);
  });

  test.each(FIDELITIES)('all valid snippets render in %s', (fidelity) => {
    const empty = rendered.filter(({ values }) => renderManifests([base, values], { fidelity }).length === 0);
    expect(empty.map(({ heading }) => heading)).toEqual([]);
  });

  test('shows the actual reports of refused values', () => {
    expect(refused.map(({ heading, values }) => ({ heading, report: reportOn([base, values]) }))).toEqual(
      refused.map(({ heading, refusal }) => ({ heading, report: refusal })),
    );
  });

  test('each snippet changes the expected fields', () => {
    const changes = rendered.map(({ heading, values }) => [
      heading,
      differences(renderManifests(base), renderManifests([base, values])).map(
        ({ object, path, change, after = change }) => {
          const name = object.replace('openchoreo-control-plane/', '').replace(/[0-9a-f]{8}$/, '<hash>');
          const field = path.replace('spec.template.spec.', '').replace('containers[backstage].', '');
          return [name, field, /^\[?\{/.test(after) ? '' : after].filter(Boolean).join(' ');
        },
      ),
    ]);
    expect(changes).toEqual([
      [
        'Backstage configuration',
        [
          'Deployment openchoreo-ui env[APP_CONFIG_app_title]',
          'Deployment openchoreo-ui env[APP_CONFIG_organization_name]',
          'Deployment openchoreo-ui env[APP_CONFIG_catalog_rules]',
        ],
      ],
      [
        'Backstage configuration',
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
        'Pods',
        [
          'Deployment openchoreo-ui spec.template.metadata.labels.cost-center "portal"',
          'Deployment openchoreo-ui env[TZ]',
          'Deployment openchoreo-ui image "registry.example.com/openchoreo/openchoreo-ui@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"',
          'Deployment openchoreo-ui livenessProbe.httpGet.path "/.backstage/health/v1/liveness"',
          'Deployment openchoreo-ui livenessProbe.periodSeconds 20',
          'Deployment openchoreo-ui readinessProbe.httpGet.path "/.backstage/health/v1/readiness"',
          'Deployment openchoreo-ui lifecycle',
          'Deployment openchoreo-ui startupProbe',
          'Deployment openchoreo-ui imagePullSecrets',
          'Deployment openchoreo-ui terminationGracePeriodSeconds 60',
        ],
      ],
      [
        'A read-only root filesystem',
        [
          'Deployment openchoreo-ui securityContext.readOnlyRootFilesystem true',
          'Deployment openchoreo-ui volumeMounts[tmp]',
          'Deployment openchoreo-ui volumes[tmp]',
        ],
      ],
      [
        'Sidecars and volumes',
        [
          'Deployment openchoreo-ui volumeMounts[templates]',
          'Deployment openchoreo-ui containers[docs-cache]',
          'Deployment openchoreo-ui volumes[templates]',
          'Deployment openchoreo-ui initContainers',
        ],
      ],
      ['Metrics', ['ServiceMonitor monitoring/openchoreo-ui added']],
      [
        'Gateways, listeners and timeouts',
        [
          'HTTPRoute openchoreo-backstage spec.parentRefs[gateway-default] removed',
          'HTTPRoute openchoreo-backstage spec.parentRefs[public]',
          'HTTPRoute openchoreo-backstage spec.rules[0].timeouts',
        ],
      ],
      [
        'From http to https',
        [
          'HTTPRoute openchoreo-backstage spec.parentRefs[gateway-default].sectionName "https"',
          'HTTPRoute openchoreo-backstage-redirect added',
        ],
      ],
      ['An Ingress', ['HTTPRoute openchoreo-backstage removed', 'Ingress openchoreo-ui added']],
      ['Patches', ['Deployment openchoreo-ui spec.minReadySeconds 10']],
      ['The bundled Thunder', ['Job openchoreo-ui-client-<hash> added']],
      [
        'Another identity provider',
        [
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_AUTHORIZATION_URL].value "https://id.example.com/oauth2/authorize"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_TOKEN_URL].value "https://id.example.com/oauth2/token"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_CLIENT_ID].value "portal"',
          'Deployment openchoreo-ui env[OPENCHOREO_AUTH_METADATA_URL]',
        ],
      ],
    ]);
  });

  test('lists all options of pods, and no others', () => {
    const [, , rows = ''] = /^(\| part \| values below `backstage` \|\n.*\n)((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([\w.]+)`/g)].map(([, path = '']) => path);
    expect(listed.filter((path) => !isValue(`backstage.${path}`))).toEqual([]);
    expect(new Set(listed.map((path) => path.split('.')[0]))).toEqual(
      new Set([...Object.keys(podSection(DEFAULTS)), 'priorityClass']),
    );
  });

  test('lists the reserved names and paths', () => {
    const [, rows = ''] = /^\| \| reserved \|\n.*\n((?:\|.*\n)+)/m.exec(page) ?? [];
    const listed = [...rows.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
    const volumes = [DATABASE_VOLUME, CA_BUNDLE.volume, APP_CONFIG.volume, TMP.volume];
    const keys = [...Object.keys(POD_LABELS), ...Object.values(CHECKSUMS)];
    expect(listed).toEqual(expect.arrayContaining([CONTAINER_NAME, ...volumes, ...IMAGE_FOLDERS, ...keys]));
  });

  test('names existing rules only', () => {
    const ids = rules.map(({ id }) => id);
    const named = [...page.matchAll(/(?:rule|warning) `([a-z-]+)`/g)].map(([, id]) => id);

    expect(ids).toEqual(expect.arrayContaining(named));
    expect(named.length).toBeGreaterThan(3);
  });
});
