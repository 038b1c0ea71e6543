import { scrapesMetrics } from '../../lib/values/metrics';
import { effective, untyped } from './support';

const scrapes = (metrics: unknown) => scrapesMetrics(effective(untyped({ backstage: { metrics } })));

test('nothing scrapes the portal by default', () => {
  expect(scrapesMetrics(effective({}))).toBe(false);
});

test('a ServiceMonitor has it scraped', () => {
  expect(scrapes({ serviceMonitor: { enabled: true } })).toBe(true);
  expect(scrapes({ enabled: true, serviceMonitor: { enabled: true, namespace: null } })).toBe(true);
});

test.each([
  { enabled: false, serviceMonitor: { enabled: true } },
  { enabled: null, serviceMonitor: { enabled: true } },
  { enabled: true, serviceMonitor: { enabled: false } },
  { enabled: true, serviceMonitor: { enabled: null } },
  { enabled: true, serviceMonitor: null },
  { enabled: true, serviceMonitor: {} },
  { enabled: true },
  {},
  null,
])('%j has nothing scraped', (metrics) => {
  expect(scrapes(metrics)).toBe(false);
});
