import { disabled, error, found, on, type Values } from '../support';

const values: Values = { portalAssistant: { service: { port: 70000 } } };

test('refuses a portalAssistant.service.port of 70000', () => {
  expect(found(values)).toEqual([
    error(
      'ports',
      'portalAssistant.service.port',
      'must be an integer from 1 to 65535, got 70000',
      'set it to the port that clients connect to',
    ),
  ]);
  expect(found(values, { allow: ['ports'] })).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});

test('ignores it if another value sets the URL', () => {
  const portalAssistantUrl = 'http://assistant';
  expect(found({ ...values, ...on({ features: { assistant: { portalAssistantUrl } } }) })).toEqual([]);
});
