import { parentRef, routeHosts, routeOptions } from '../../../../lib/lines/0.11/objects/routes';

test('a route leads to the hosts that are given', () => {
  expect(routeHosts([{ host: 'b.example.com', paths: undefined }], 'a.example.com')).toEqual([
    { host: 'b.example.com', paths: [] },
  ]);
});

test.each([undefined, []])('a route leads to everything at the host where %j is given', (hosts) => {
  expect(routeHosts(hosts, 'a.example.com')).toEqual([
    { host: 'a.example.com', paths: [{ path: '/', pathType: 'PathPrefix' }] },
  ]);
  expect(routeHosts(hosts, 'a.example.com', 'Exact')).toEqual([
    { host: 'a.example.com', paths: [{ path: '/', pathType: 'Exact' }] },
  ]);
});

test('a route has the options that hold something', () => {
  expect(routeOptions({ parentRefs: [], timeouts: { request: undefined, backendRequest: '' } })).toEqual({
    timeouts: {},
  });
  expect(
    routeOptions({
      parentRefs: [{ name: 'a', port: undefined, namespace: '' }],
      timeouts: { request: '1s', backendRequest: undefined },
    }),
  ).toEqual({ parentRefs: [{ name: 'a' }], timeouts: { request: '1s' } });
});

test('a parent may be in the core group, whose name is empty', () => {
  expect(parentRef({ name: 'a', group: '', kind: 'Service' })).toEqual({ name: 'a', group: '', kind: 'Service' });
});
