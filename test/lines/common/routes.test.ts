import { routeOptions } from '../../../lib/lines/common/routes';

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
  const parent = { name: 'a', group: '', kind: 'Service' };
  const timeouts = { request: undefined, backendRequest: undefined };
  expect(routeOptions({ parentRefs: [parent], timeouts }).parentRefs).toEqual([parent]);
});
