import { renderManifests, ValuesError } from '../../../lib';
import type { ChartVersion } from '../../../lib/backstage/profile';
import { BASE } from '../1.x/support';

const OPTIONS = { chartVersion: '1.2.3', namespace: 'team-a', namespaceObject: true } as const;

test.each<ChartVersion>(['0.11.0', '1.0.5', '1.1.6', '1.2.3'])(
  'the Namespace comes first in chart %s',
  (chartVersion) => {
    const values: object = chartVersion === '0.11.0' ? { backstage: { secretName: 'portal' } } : BASE;
    const [first, ...others] = renderManifests<ChartVersion>(values as never, { ...OPTIONS, chartVersion });
    expect(first).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'team-a',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        },
      },
    });
    expect(others.every(({ metadata }) => metadata.namespace === 'team-a')).toBe(true);
  },
);

test('no Namespace is rendered by default', () => {
  const kinds = renderManifests(BASE, { chartVersion: '1.2.3' }).map(({ kind }) => kind);
  expect(kinds).not.toContain('Namespace');
});

test('a disabled portal has its Namespace, too', () => {
  const kinds = renderManifests([BASE, { backstage: { enabled: false } }], OPTIONS).map(({ kind }) => kind);
  expect(kinds[0]).toBe('Namespace');
});

test('an invalid name is refused once', () => {
  const refused = () => renderManifests(BASE, { ...OPTIONS, namespace: 'Team_A' });
  expect(refused).toThrow(ValuesError);
  expect(refused).toThrow(/^error \[kubernetes-objects\] namespace: [^\n]*\n[^\n]*$/);
});
