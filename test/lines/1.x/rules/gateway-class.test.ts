import { disabled, found, on, type Values, warning } from '../support';

const istio: Values = { gateway: { gatewayClassName: 'istio' } };

const noPolicy = warning(
  'gateway-class',
  'gateway.gatewayClassName',
  'renders no TrafficPolicy, so the Gateway may cut off streams, got "istio"',
  'raise the time limits for streams in the settings of this Gateway, then allow gateway-class',
);

test('warns about another class than kgateway in chart 1.2', () => {
  expect(found(istio)).toEqual([noPolicy]);
});

test.each(['1.0.5', '1.1.6'] as const)('chart %s has no such value', (chartVersion) => {
  expect(found(istio, { chartVersion })).toEqual([]);
});

test.each(['kgateway', '', null])('accepts the class %j', (gatewayClassName) => {
  expect(found({ gateway: { gatewayClassName } })).toEqual([]);
});

test("warns about the API's route alone, and not without any route", () => {
  expect(found(disabled(istio))).toEqual([noPolicy]);
  expect(found({ gateway: { gatewayClassName: 'istio', enabled: false } })).toEqual([]);
  expect(found({ ...istio, openchoreoApi: { enabled: false }, ...on({ http: { enabled: false } }) })).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(found(istio, { allow: ['gateway-class'] })).toEqual([]);
});
