import { type ChartVersion, type Manifest, type RenderOptions, renderManifests } from '../../../lib';
import { FLUX_SUBSTITUTE } from '../../../lib/kubernetes/flux-substitution';

type Fidelity = NonNullable<RenderOptions['fidelity']>;

const CREDENTIALS = { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } };

/** Returns the objects of a chart version, from values that may be those of any version. */
function render(chartVersion: ChartVersion, fidelity: Fidelity, backstage: object): Manifest[] {
  const security = { oidc: { issuer: 'https://id.example.com' } };
  return renderManifests({ ...(chartVersion !== '0.11.0' && { security }), backstage } as object, {
    chartVersion,
    fidelity: fidelity as 'exact',
    allow: ['*'],
  });
}

/** Returns the kinds of objects that have the annotation. */
const annotated = (objects: readonly Manifest[]) =>
  objects.filter(({ metadata }) => metadata.annotations?.[FLUX_SUBSTITUTE] === 'disabled').map(({ kind }) => kind);

describe('on chart 0.11', () => {
  const kinds = (fidelity: Fidelity, backstage: object) =>
    annotated(render('0.11.0', fidelity, { secretName: 'credentials', ...backstage }));

  test.each<[string, object, string[], string[]]>([
    ['default values', {}, [], []],
    ['references in appConfig', { appConfig: { integrations: { token: '${TOKEN}' } } }, ['ConfigMap'], ['ConfigMap']],
    ['appConfig without references', { appConfig: { app: { title: 'Portal' } } }, [], []],
    ['the registration Job', { auth: { registration: { enabled: true } } }, ['Job'], ['Job']],
    ['a variable', { extraEnv: [{ name: 'A', value: '${B}' }] }, [], ['Deployment']],
    ['an argument', { extraArgs: ['--prefix=$$'] }, [], ['Deployment']],
    [
      'a sidecar',
      { extraContainers: [{ name: 'a', image: 'a', args: ['sh', '-c', 'echo ${HOME}'] }] },
      [],
      ['Deployment'],
    ],
    ['annotations of the route', { ingress: { annotations: { note: '${TEAM}' } } }, [], ['HTTPRoute']],
    [
      'annotations of an Ingress',
      { ingress: { kind: 'Ingress', annotations: { snippet: 'return 301 https://${host}' } } },
      ['Ingress'],
      ['Ingress'],
    ],
    [
      'relabelings',
      {
        metrics: {
          enabled: true,
          serviceMonitor: { enabled: true, relabelings: [{ targetLabel: 'a', replacement: '${1}' }] },
        },
      },
      ['ServiceMonitor'],
      ['ServiceMonitor'],
    ],
    [
      'an entry of a store',
      {
        secretName: null,
        externalSecret: {
          secretStoreRef: { name: 'vault' },
          data: { ...CREDENTIALS, backendSecret: { key: 'portal/${STAGE}' } },
        },
      },
      ['ExternalSecret'],
      ['ExternalSecret'],
    ],
    [
      'a patch',
      {
        patches: [
          {
            target: { kind: 'Service', name: 'openchoreo-ui' },
            patch: [{ op: 'add', path: '/metadata/annotations', value: { note: '${TEAM}' } }],
          },
        ],
      },
      [],
      ['Service'],
    ],
    ['a secret', { secretName: null, backendSecret: '${SECRET}', auth: { clientSecret: '$$' } }, [], []],
  ])('%s: exact annotates what no chart renders, corrected all', (_, backstage, exact, corrected) => {
    expect(kinds('exact', backstage)).toEqual(exact);
    expect(kinds('corrected', backstage)).toEqual(corrected);
    expect(kinds(['flux-substitution'] as unknown as Fidelity, backstage)).toEqual(corrected);
  });

  test('the redirect, which no chart renders, is annotated in exact too', () => {
    const target = { kind: 'HTTPRoute', name: 'openchoreo-backstage-redirect' };
    const patches = [{ target, patch: [{ op: 'add', path: '/metadata/annotations', value: { note: '${TEAM}' } }] }];
    expect(kinds('exact', { ingress: { httpsRedirect: { enabled: true } }, patches })).toEqual(['HTTPRoute']);
  });
});

describe.each(['1.0.5', '1.1.6', '1.2.3'] as const)('on chart %s', (version) => {
  const kinds = (fidelity: Fidelity, backstage: object) =>
    annotated(render(version, fidelity, { secretName: 'credentials', ...backstage }));

  test('exact leaves the ConfigMaps of the chart as they are, and corrected annotates them', () => {
    const backstage = { appConfig: { app: { title: '${TITLE}' } }, externalCI: { jenkins: { enabled: true } } };
    // Chart 1.0 has no `appConfig`, so its ConfigMap is an addition of this package.
    expect(kinds('exact', backstage)).toEqual(version === '1.0.5' ? ['ConfigMap'] : []);
    expect(kinds('corrected', backstage)).toEqual(['ConfigMap', 'ConfigMap']);
  });

  test('corrected annotates no ConfigMap without variables', () => {
    expect(kinds('corrected', { appConfig: { app: { title: 'Portal' } } })).toEqual([]);
  });
});
