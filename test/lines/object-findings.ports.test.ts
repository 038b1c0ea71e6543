import type { Values } from '../../lib';
import { errors, on, RULE, refused } from './object-findings-support';

const service = (port: number | null): Values => on({ service: { port } });
const nodePort = (port: number | null): Values => on({ service: { type: 'NodePort', nodePort: port } });

describe('backstage.service.port', () => {
  test.each([-1, 0, 65536, 100000])('must not be %d', (port) => {
    expect(errors(service(port))).toEqual([refused('backstage.service.port')]);
  });

  test.each([1, 7007, 65535])('may be %d', (port) => {
    expect(errors(service(port))).toEqual([]);
  });

  test('must not be null', () => {
    expect(errors(service(null))).toEqual([refused('backstage.service.port')]);
  });

  test('is ignored if Backstage is disabled', () => {
    expect(errors(on({ enabled: false, service: { port: 0 } }))).toEqual([]);
  });

  test('may be out of range if the rule is switched off', () => {
    expect(errors(service(65536), { allow: [RULE] })).toEqual([]);
  });
});

describe('backstage.service.nodePort', () => {
  test.each([-1, 1, 29999, 32768, 65536, 100000])('must not be %d', (port) => {
    expect(errors(nodePort(port))).toEqual([refused('backstage.service.nodePort')]);
  });

  test.each([30000, 32767])('may be %d', (port) => {
    expect(errors(nodePort(port))).toEqual([]);
  });

  test.each([0, null])('may be %j, because Kubernetes then chooses one', (port) => {
    expect(errors(nodePort(port))).toEqual([]);
  });

  test('is ignored with a Service of another type', () => {
    expect(errors(on({ service: { type: 'LoadBalancer', nodePort: 65536 } }))).toEqual([]);
  });
});

describe.each<[string, (ingress: { parentRefs: { name: string; port?: number | null }[] }) => Values]>([
  ['backstage', (ingress) => ({ backstage: { ingress } })],
  ['openchoreoApi', (ingress) => ({ openchoreoApi: { ingress } })],
])('the ports of the parents of the route to %s', (section, values) => {
  test.each([-1, 0, 65536])('must not be %d', (port) => {
    const parentRefs = [{ name: 'a' }, { name: 'b', port }];
    expect(errors(values({ parentRefs }))).toEqual([refused(`${section}.ingress.parentRefs[1].port`)]);
  });

  test.each([1, 65535, null, undefined])('may be %s', (port) => {
    expect(errors(values({ parentRefs: [{ name: 'a', port }] }))).toEqual([]);
  });
});

describe('the ports of parents', () => {
  const parentRefs = [{ name: 'a', port: 70000 }];

  test.each<[string, Values]>([
    ['a disabled route', { backstage: { ingress: { enabled: false, parentRefs } } }],
    ['an Ingress', { backstage: { ingress: { kind: 'Ingress', parentRefs } } }],
    ['a route without the Gateway', { gateway: { enabled: false }, backstage: { ingress: { parentRefs } } }],
    ['a disabled route to the API', { openchoreoApi: { ingress: { enabled: false, parentRefs } } }],
  ])('are ignored with %s', (_, values) => {
    expect(errors(values, { allow: ['route-options'] })).toEqual([]);
  });

  test('of the API are checked even if Backstage is disabled', () => {
    expect(errors({ backstage: { enabled: false }, openchoreoApi: { ingress: { parentRefs } } })).toEqual([
      refused('openchoreoApi.ingress.parentRefs[0].port'),
    ]);
  });
});

test('a port of a peer of the NetworkPolicy must not be outside of 1 to 65535', () => {
  const ports = { dns: [53, 65536] };
  const values = on({ networkPolicy: { enabled: true, ports } });
  const fidelity = 'corrected';
  expect(errors(values, { fidelity })).toEqual([refused('backstage.networkPolicy.ports.dns[1]')]);
  expect(errors(values, { fidelity, allow: [RULE] })).toEqual([]);
  expect(errors(on({ networkPolicy: { ports } }), { fidelity })).toEqual([]);
  // The chart ignores these ports.
  expect(errors(values)).toEqual([]);
});
