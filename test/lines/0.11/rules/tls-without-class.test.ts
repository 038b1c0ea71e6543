import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

type Ingress = NonNullable<NonNullable<Values['backstage']>['ingress']>;

const tls = [{ secretName: 'console-tls', hosts: ['localhost'] }];
const behind = (ingress: Ingress): Values => ({ backstage: { ingress: { tls, ...ingress } } });

const notRendered = warning(
  'tls-without-class',
  'backstage.ingress.tls',
  'is not rendered: behind an HTTPRoute the Gateway terminates TLS, with its own certificate',
  'give the certificate to the Gateway and remove it here, or set backstage.ingress.kind to Ingress',
);

test('warns of certificates without a class', () => {
  expect(warnings(behind({}))).toEqual([notRendered]);
});

test('warns of certificates where the kind HTTPRoute is asked for, whatever the class', () => {
  expect(warnings(behind({ kind: 'HTTPRoute', ingressClassName: 'nginx' }))).toEqual([notRendered]);
});

test.each<Ingress>([{ ingressClassName: 'nginx' }, { className: 'nginx' }, { kind: 'Ingress' }])(
  'says nothing with %j, which renders an Ingress',
  (ingress) => {
    expect(warnings(behind(ingress), { allow: ['ingress-class'] })).toEqual([]);
  },
);

test('says nothing with the class of chart 0.9, which renders an Ingress', () => {
  const values = { ...behind({}), global: { ingressClassName: 'nginx' } };
  expect(warnings(values, { allow: ['ingress-class'] })).toEqual([]);
});

test.each<Ingress>([{ tls: [] }, { tls: null }, { enabled: false }])('says nothing of %j', (ingress) => {
  expect(warnings(behind(ingress))).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(behind({}), { allow: ['tls-without-class'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ backstage: { ...behind({}).backstage, enabled: false } })).toEqual([]);
});
