import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const tls = [{ secretName: 'console-tls', hosts: ['localhost'] }];
const behind = (ingress: Ingress): Values => ({ backstage: { ingress: { tls, ...ingress } } });

const notRendered = warning(
  'tls-without-class',
  'backstage.ingress.tls',
  'has no effect on an HTTPRoute: the Gateway terminates TLS with its own certificate',
  'add the certificate to the Gateway and remove it here, or set backstage.ingress.kind to Ingress',
);

test('warns about certificates without a class', () => {
  expect(warnings(behind({}))).toEqual([notRendered]);
});

test('warns about certificates if the kind is HTTPRoute, even with a class', () => {
  expect(warnings(behind({ kind: 'HTTPRoute', ingressClassName: 'nginx' }))).toEqual([notRendered]);
});

test.each<Ingress>([{ ingressClassName: 'nginx' }, { className: 'nginx' }, { kind: 'Ingress' }])(
  'does not warn with %j, which renders an Ingress',
  (ingress) => {
    expect(warnings(behind(ingress), { allow: ['ingress-class'] })).toEqual([]);
  },
);

test('does not warn with the class of chart 0.9, which renders an Ingress', () => {
  const values = { ...behind({}), global: { ingressClassName: 'nginx' } };
  expect(warnings(values, { allow: ['ingress-class'] })).toEqual([]);
});

test.each<Ingress>([{ tls: [] }, { tls: null }, { enabled: false }])('does not warn about %j', (ingress) => {
  expect(warnings(behind(ingress), { allow: ['unread-values'] })).toEqual([]);
});

test('does not warn if the Gateway, and with it every HTTPRoute, is disabled', () => {
  expect(
    warnings({ ...behind({}), gateway: { enabled: false } }, { allow: ['route-options', 'unread-values'] }),
  ).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings(behind({}), { allow: ['tls-without-class'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(warnings({ backstage: { ...behind({}).backstage, enabled: false } })).toEqual([]);
});
