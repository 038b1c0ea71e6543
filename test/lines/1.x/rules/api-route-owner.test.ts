import { found, VERSIONS, warning } from '../support';

const options = { managedBy: 'Helm' } as const;

test.each(VERSIONS)("warns of the API's route with Helm's labels in chart %s", (chartVersion) => {
  expect(found({}, { chartVersion, ...options })).toEqual([
    warning(
      'api-route-owner',
      'openchoreoApi.http.enabled',
      "is true, so the output has the API's HTTPRoute with Helm's labels: Helm and another tool would both own it",
      'set it to false; if this output replaces the route in the Helm release, allow api-route-owner',
    ),
  ]);
});

test('is silent without the route, and with the labels of cdk8s', () => {
  expect(found({ openchoreoApi: { http: { enabled: false } } }, options)).toEqual([]);
  expect(found({})).toEqual([]);
});
