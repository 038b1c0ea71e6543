import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const deviates = (path: string, chart = 'an HTTPRoute') =>
  warning(
    'ingress-class',
    path,
    `renders an Ingress; the chart takes no notice of the class and renders ${chart}`,
    'set backstage.ingress.kind to Ingress where that is meant, or to HTTPRoute for what the chart renders',
  );

const CLASSES: readonly [string, Values][] = [
  ['backstage.ingress.ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }],
  ['backstage.ingress.className', { backstage: { ingress: { className: 'nginx' } } }],
  ['global.ingressClassName', { global: { ingressClassName: 'nginx' } }],
];

test.each(CLASSES)('warns of an Ingress because of %s', (path, values) => {
  expect(warnings(values)).toEqual([deviates(path)]);
});

test('names the class that holds', () => {
  const ingress = { className: 'nginx', ingressClassName: 'nginx' };
  expect(warnings({ global: { ingressClassName: 'traefik' }, backstage: { ingress } })).toEqual([
    deviates('backstage.ingress.ingressClassName'),
  ]);
});

test('says that the chart renders nothing without the Gateway', () => {
  expect(warnings({ gateway: { enabled: false }, global: { ingressClassName: 'nginx' } })).toEqual([
    deviates('global.ingressClassName', 'no way into Backstage'),
  ]);
});

test.each(['Ingress', 'HTTPRoute'] as const)('says nothing where the kind is said to be %s', (kind) => {
  expect(warnings({ backstage: { ingress: { kind, className: 'nginx' } } })).toEqual([]);
});

test.each<[string, Values]>([
  ['without a class', { backstage: { ingress: { className: '', ingressClassName: '' } } }],
  ['of an Ingress that is off', { backstage: { ingress: { enabled: false, className: 'nginx' } } }],
  ['of a disabled Backstage', { backstage: { enabled: false, ingress: { className: 'nginx' } } }],
])('says nothing %s', (_, values) => {
  expect(warnings(values)).toEqual([]);
});

test('says nothing in corrected, which is not what the chart renders', () => {
  expect(warnings({ backstage: { ingress: { className: 'nginx' } } }, { fidelity: 'corrected' })).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings({ backstage: { ingress: { className: 'nginx' } } }, { allow: ['ingress-class'] })).toEqual([]);
});
