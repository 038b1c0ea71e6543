import { warning, warnings } from './support';

test("warns of the API's route with Helm's labels", () => {
  expect(warnings({}, { managedBy: 'Helm' })).toEqual([
    warning(
      'api-route-owner',
      'openchoreoApi.ingress.enabled',
      "is true, so the output has the API's HTTPRoute with Helm's labels: Helm and another tool would both own it",
      'set it to false; if this output replaces the route in the Helm release, allow api-route-owner',
    ),
  ]);
});

test.each([
  { openchoreoApi: { ingress: { enabled: false } } },
  { openchoreoApi: { enabled: false } },
  { gateway: { enabled: false } },
])('is silent if no route is rendered, as with %j', (values) => {
  expect(warnings(values, { managedBy: 'Helm' })).toEqual([]);
});

test('is silent with the labels of cdk8s', () => {
  expect(warnings({})).toEqual([]);
});
