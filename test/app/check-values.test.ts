import type { ChartVersion } from '../../lib';
import { checkValues } from '../../lib/app/check-values';
import { ValuesError } from '../../lib/values/finding';

/** Returns path and message of each error of values. Empty if they are accepted. */
function errors(values: object, chartVersion?: ChartVersion): string[] {
  try {
    checkValues(values, chartVersion ? { chartVersion } : {});
    return [];
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
}

/** Values that every later chart line requires. */
const LATER = {
  openchoreoApi: { http: { hostnames: ['api.example.com'] } },
  backstage: {
    secretName: 'portal',
    baseUrl: 'https://console.example.com',
    http: { hostnames: ['console.example.com'] },
  },
  gateway: { tls: { enabled: true, hostname: '*.example.com' } },
};

const FIRST = {
  global: { baseDomain: 'example.com', port: '', tls: { enabled: true } },
  backstage: { backendSecret: 's3cret', ingress: { annotations: {} } },
  thunder: { enabled: false },
};

test('recognizes values of a later chart, with a single finding', () => {
  expect(errors(LATER)).toEqual([
    'chartVersion: these look like values of chart 1.2, got 0.11.0; unknown here: openchoreoApi.http, backstage.http, gateway.tls.enabled',
  ]);
});

test.each<ChartVersion>(['1.0.5', '1.1.6', '1.2.3'])('recognizes values of chart 0.11 in chart %s', (version) => {
  expect(errors(FIRST, version)).toEqual([
    `chartVersion: these look like values of chart 0.11 or 0.12, got ${version}; unknown here: global.baseDomain, global.port, global.tls and 3 more`,
  ]);
});

test.each<[string, object, ChartVersion, string]>([
  ['wire logs of chart 1.2 in 1.1', { observability: { wirelogs: {} } }, '1.1.6', '1.2'],
  ['the service client of charts 1.1 and 1.2 in 1.0', { auth: { serviceClientId: 'a' } }, '1.0.5', '1.2'],
  ['GitHub Actions of chart 1.2 in 1.0', { externalCI: { githubActions: {} } }, '1.0.5', '1.2'],
])('recognizes %s', (_what, backstage, version, name) => {
  expect(errors({ ...LATER, backstage: { ...LATER.backstage, ...backstage } }, version)).toEqual([
    expect.stringContaining(`these look like values of chart ${name}, got ${version}`),
  ]);
});

test('names the newest of the lines that have a key that the newest line does not have', () => {
  expect(errors({ waitJob: {} }, '1.2.3')).toEqual([
    'chartVersion: these look like values of chart 1.1, got 1.2.3; unknown here: waitJob',
  ]);
});

test.each<ChartVersion>(['0.11.0', '1.0.5', '1.1.6', '1.2.3'])('a typo in chart %s stays a typo', (version) => {
  const paths = errors({ backstage: { htp: {}, databse: {} }, gatewy: {} }, version).map((text) => text.split(': ')[0]);
  expect(paths).toEqual(expect.arrayContaining(['backstage.htp', 'backstage.databse', 'gatewy']));
  expect(paths).not.toContain('chartVersion');
});

test('a key that the Gateway section of another chart accepts unread is no sign of that chart', () => {
  expect(errors({ backstage: { backendSecret: 'a' }, gateway: { nonsense: 1 } })).toEqual([
    'gateway.nonsense: unknown key',
  ]);
});

test('a key of an older chart that was left over stays an unknown key, with its new name', () => {
  expect(errors({ ...LATER, backstage: { ...LATER.backstage, ingress: {} } }, '1.2.3')).toContain(
    'backstage.ingress: unknown key, here it is backstage.http',
  );
});

test('reports typos next to the other version, with the keys of that version', () => {
  const { backstage } = LATER;
  expect(
    errors({ ...LATER, backstage: { ...backstage, http: { hostname: [] }, catalogSink: {}, replicas: 'x' } }),
  ).toEqual([
    expect.stringContaining('chartVersion: these look like values of chart 1.2'),
    'backstage.http.hostname: unknown key, did you mean backstage.http.hostnames?',
    'backstage.catalogSink: unknown key, did you mean backstage.catalogSync?',
    'backstage.replicas: must be an integer, got "x"',
  ]);
});
