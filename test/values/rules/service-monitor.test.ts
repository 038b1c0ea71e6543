import type { Values } from '../../../lib';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { error, errors, misjudged, shown, yaml } from '../../lines/0.11/rules/support';

type Metrics = NonNullable<NonNullable<Values['backstage']>['metrics']>;
type ServiceMonitor = NonNullable<Metrics['serviceMonitor']>;

const RULE = 'service-monitor';

const refused = (path: string, message: string, fix: string) => error(RULE, `backstage.metrics.${path}`, message, fix);

const monitored = (serviceMonitor: ServiceMonitor = {}, metrics: Metrics = {}): Values => ({
  backstage: { metrics: { serviceMonitor: { enabled: true, ...serviceMonitor }, ...metrics } },
});

const NO_METRICS = refused(
  'enabled',
  'must be true if the ServiceMonitor is enabled, got false',
  'set it to true, or set backstage.metrics.serviceMonitor.enabled to false',
);

test('accepts a ServiceMonitor with the defaults', () => {
  expect(errors(monitored())).toEqual([]);
});

test('refuses a ServiceMonitor if metrics are off', () => {
  expect(errors(monitored({}, { enabled: false }))).toEqual([NO_METRICS]);
});

test('refuses a ServiceMonitor if metrics are unset', () => {
  expect(errors(monitored({}, { enabled: null })).map(({ path, message }) => `${path} ${message}`)).toEqual([
    'backstage.metrics.enabled must be true if the ServiceMonitor is enabled, got no value',
  ]);
});

describe('namespace', () => {
  test.each(['Monitoring', 'my_monitoring', 'a.b', '-a', 'a-', 'a b', 'monitoring\n', 'a'.repeat(64), '*'])(
    'must not be %j',
    (namespace) => {
      expect(errors(monitored({ namespace }))).toEqual([
        refused(
          'serviceMonitor.namespace',
          `must be the name of a namespace, got ${shown(namespace)}`,
          'use lowercase letters, digits and dashes, for example monitoring',
        ),
      ]);
    },
  );

  test.each(['monitoring', '1', 'a'.repeat(63), '', null])('may be %j', (namespace) => {
    expect(errors(monitored({ namespace }))).toEqual([]);
  });
});

describe('path', () => {
  test.each(['metrics', 'http://localhost/metrics', ' /metrics', '.'])('must not be %j', (path) => {
    expect(errors(monitored({ path }))).toEqual([
      refused('serviceMonitor.path', `must begin with a slash, got ${JSON.stringify(path)}`, `set it to /${path}`),
    ]);
  });

  test.each(['/metrics', '/', '/api/metrics?format=prometheus', '', null])('may be %j', (path) => {
    expect(errors(monitored({ path }))).toEqual([]);
  });
});

describe.each(['interval', 'scrapeTimeout'] as const)('%s', (key) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        ['30', 'soon', '1.5s', '-1s', '30 s', ' 30s', '30s\n', '1s1m', '1s1s', '30S', '1M', 's', '∞'],
        (duration) => errors(monitored({ scrapeTimeout: null, interval: null, [key]: duration })),
        (duration) => [
          refused(
            `serviceMonitor.${key}`,
            `must be a duration, got ${JSON.stringify(duration)}`,
            'write it as a duration, for example 30s or 1m30s',
          ),
        ],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(
      misjudged(['10s', '10s500ms', '0s', '10000ms', '', null], (duration) =>
        errors(monitored({ scrapeTimeout: null, interval: null, [key]: duration })),
      ),
    ).toEqual([]);
  });
});

test.each(['1y', '1w', '1d', '1y2w3d4h5m6s7ms', '90m', '10y11w12d13h14m15s16ms'])(
  'accepts the interval %s',
  (interval) => {
    expect(errors(monitored({ interval }))).toEqual([]);
  },
);

describe('scrapeTimeout', () => {
  const tooLong = (interval: string, scrapeTimeout: string) =>
    refused(
      'serviceMonitor.scrapeTimeout',
      `must be at most the interval (${interval}), got "${scrapeTimeout}"`,
      'lower it, or raise the interval',
    );

  test.each([
    ['30s', '31s'],
    ['30s', '1m'],
    ['59m', '1h'],
    ['6d', '1w'],
    ['364d', '1y'],
    ['23h', '1d'],
    ['1s', '1001ms'],
    ['1ms', '2ms'],
    ['1m', '1m1ms'],
  ])('must not be longer than the interval of %s: %s', (interval, scrapeTimeout) => {
    expect(errors(monitored({ interval, scrapeTimeout }))).toEqual([tooLong(interval, scrapeTimeout)]);
  });

  test.each([
    ['30s', '30s'],
    ['1m', '60s'],
    ['1d', '24h'],
    ['1w', '7d'],
    ['1y', '52w'],
    ['1s', '1000ms'],
    ['1001ms', '1s1ms'],
  ])('may be as long as the interval of %s: %s', (interval, scrapeTimeout) => {
    expect(errors(monitored({ interval, scrapeTimeout }))).toEqual([]);
  });

  test('is compared with the default interval', () => {
    expect(errors(monitored({ scrapeTimeout: '1m' }))).toEqual([tooLong('30s', '1m')]);
    expect(errors(monitored({ interval: '5s' }))).toEqual([tooLong('5s', '10s')]);
  });

  test.each([
    ['soon', '10s', 'interval'],
    ['30', '10s', 'interval'],
    ['in 5s', '10s', 'interval'],
    ['5s', '10 s', 'scrapeTimeout'],
    ['5s', 'in 10s', 'scrapeTimeout'],
  ])('is compared only if both are durations: %s and %s', (interval, scrapeTimeout, wrong) => {
    expect(errors(monitored({ interval, scrapeTimeout })).map(({ path }) => path)).toEqual([
      `backstage.metrics.serviceMonitor.${wrong}`,
    ]);
  });

  test.each(['0s', '0', '0m0s', '', null])(
    'is not compared with an interval of %j, which means the default of Prometheus',
    (interval) => {
      expect(errors(monitored({ interval, scrapeTimeout: '1h' }))).toEqual([]);
    },
  );
});

test('reports all problems at once', () => {
  const wrong: ServiceMonitor = { namespace: 'A', path: 'metrics', interval: 'soon', scrapeTimeout: 'later' };
  expect(errors(monitored(wrong, { enabled: false })).map(({ path }) => path)).toEqual([
    'backstage.metrics.enabled',
    'backstage.metrics.serviceMonitor.namespace',
    'backstage.metrics.serviceMonitor.path',
    'backstage.metrics.serviceMonitor.interval',
    'backstage.metrics.serviceMonitor.scrapeTimeout',
  ]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(monitored({}, { enabled: false }), { fidelity })).toEqual([NO_METRICS]);
});

test('accepts null as every member', () => {
  expect(
    errors(
      monitored({ namespace: null, interval: null, scrapeTimeout: null, path: null, labels: null, relabelings: null }),
    ),
  ).toEqual([]);
  expect(
    errors(yaml('backstage: {metrics: {serviceMonitor: {enabled: true, relabelings: [{sourceLabels: null}]}}}')),
  ).toEqual([]);
});

test.each(['backstage: {metrics: null}', 'backstage: {metrics: {serviceMonitor: null}}'])('accepts %s', (values) => {
  expect(errors(yaml(values))).toEqual([]);
});

const WRONG: ServiceMonitor = { namespace: 'A', interval: 'soon' };

test.each([false, null])('ignores the ServiceMonitor if enabled is %j', (enabled) => {
  expect(errors(monitored({ ...WRONG, enabled }, { enabled: false }))).toEqual([]);
});

test('accepts an invalid ServiceMonitor if the rule is switched off', () => {
  expect(errors(monitored(WRONG), { allow: [RULE] })).toEqual([]);
  expect(errors(monitored({}, { enabled: false }), { allow: [RULE] })).toEqual([]);
});

test('ignores the ServiceMonitor if Backstage is disabled', () => {
  expect(errors({ backstage: { ...monitored(WRONG).backstage, enabled: false } })).toEqual([]);
});
