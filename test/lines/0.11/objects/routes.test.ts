import { routeHosts } from '../../../../lib/lines/0.11/objects/routes';

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
