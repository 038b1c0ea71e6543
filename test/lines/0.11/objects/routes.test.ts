import { parentRef, routeHosts, routeOptions } from '../../../../lib/lines/0.11/objects/routes';

test('a route has the hosts of the values', () => {
  expect(routeHosts([{ host: 'b.example.com', paths: undefined }], 'a.example.com')).toEqual([
    { host: 'b.example.com', paths: [] },
  ]);
});

test.each([undefined, []])('a route has all paths of the default host if hosts is %j', (hosts) => {
  expect(routeHosts(hosts, 'a.example.com')).toEqual([
    { host: 'a.example.com', paths: [{ path: '/', pathType: 'PathPrefix' }] },
  ]);
  expect(routeHosts(hosts, 'a.example.com', 'Exact')).toEqual([
    { host: 'a.example.com', paths: [{ path: '/', pathType: 'Exact' }] },
  ]);
});

test('a route has the options that are not empty', () => {
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

test('a parent can be in the core group, whose name is empty', () => {
  expect(parentRef({ name: 'a', group: '', kind: 'Service' })).toEqual({ name: 'a', group: '', kind: 'Service' });
});
