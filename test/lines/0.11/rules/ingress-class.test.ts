import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const deviates = (path: string, chart = 'an HTTPRoute') =>
  warning(
    'ingress-class',
    path,
    `renders an Ingress, but the chart ignores the class and renders ${chart}`,
    'set backstage.ingress.kind to Ingress to confirm it, or to HTTPRoute to render the same as the chart',
  );

const CLASSES: readonly [string, Values][] = [
  ['backstage.ingress.ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }],
  ['backstage.ingress.className', { backstage: { ingress: { className: 'nginx' } } }],
  ['global.ingressClassName', { global: { ingressClassName: 'nginx' } }],
];

test.each(CLASSES)('warns about an Ingress because of %s', (path, values) => {
  expect(warnings(values)).toEqual([deviates(path)]);
});

test('names the class that takes precedence', () => {
  const ingress = { className: 'nginx', ingressClassName: 'nginx' };
  expect(warnings({ global: { ingressClassName: 'traefik' }, backstage: { ingress } })).toEqual([
    deviates('backstage.ingress.ingressClassName'),
  ]);
});

test('reports that the chart renders nothing without the Gateway', () => {
  expect(warnings({ gateway: { enabled: false }, global: { ingressClassName: 'nginx' } })).toEqual([
    deviates('global.ingressClassName', 'no route to Backstage'),
  ]);
});

test.each(['Ingress', 'HTTPRoute'] as const)('does not warn if the kind is %s', (kind) => {
  expect(warnings({ backstage: { ingress: { kind, className: 'nginx' } } })).toEqual([]);
});

test.each<[string, Values]>([
  ['without a class', { backstage: { ingress: { className: '', ingressClassName: '' } } }],
  ['if the Ingress is disabled', { backstage: { ingress: { enabled: false, className: 'nginx' } } }],
  ['if Backstage is disabled', { backstage: { enabled: false, ingress: { className: 'nginx' } } }],
])('does not warn %s', (_, values) => {
  expect(warnings(values, { allow: ['unread-values'] })).toEqual([]);
});

test('does not warn in corrected, which need not match the chart', () => {
  expect(warnings({ backstage: { ingress: { className: 'nginx' } } }, { fidelity: 'corrected' })).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings({ backstage: { ingress: { className: 'nginx' } } }, { allow: ['ingress-class'] })).toEqual([]);
});
