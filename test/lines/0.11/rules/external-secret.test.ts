import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { error, errors } from './support';

const stored = (refreshInterval: string | null, backstage: Values['backstage'] = {}): Values => ({
  backstage: {
    backendSecret: '',
    externalSecret: {
      secretStoreRef: { name: 'vault' },
      data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      refreshInterval,
    },
    ...backstage,
  },
});

const noDuration = (got: string) =>
  error(
    'external-secret',
    'backstage.externalSecret.refreshInterval',
    `must be a duration in hours, minutes and seconds, got ${JSON.stringify(got)}`,
    'write it as 1h, 24h or 1h30m',
  );

test.each(['1d', '1w', '1h 30m', '1', 'hourly', ' 1h', '1h\n', '-', 'h'])(
  'the refresh interval must not be %j',
  (text) => {
    expect(errors(stored(text))).toEqual([noDuration(text)]);
  },
);

test.each(['1h', '24h', '1h30m', '15m0s', '1.5h', '500ms', '0', '0s', '', null])(
  'the refresh interval may be %j',
  (text) => {
    expect(errors(stored(text))).toEqual([]);
  },
);

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(stored('1d'), { fidelity })).toEqual([noDuration('1d')]);
});

test('ignores the refresh interval if no ExternalSecret is rendered', () => {
  expect(errors({ backstage: { externalSecret: { refreshInterval: '1d' } } })).toEqual([]);
});

test('accepts an invalid interval if the rule is switched off', () => {
  expect(errors(stored('1d'), { allow: ['external-secret'] })).toEqual([]);
});

test('ignores the refresh interval if Backstage is disabled', () => {
  expect(errors(stored('1d', { enabled: false }))).toEqual([]);
});
