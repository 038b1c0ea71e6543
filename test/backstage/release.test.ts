import { openchoreoApiUrl, Release, type ReleaseProps, serviceHost } from '../../lib/backstage/release';

test('applies every prop to the labels or names', () => {
  const props: Required<ReleaseProps> = {
    name: 'portal',
    namespace: 'team-a',
    fullnameOverride: 'console',
    portalName: 'portal-web',
    nameOverride: 'choreo',
    commonLabels: { team: 'platform' },
    managedBy: 'Helm',
    chartVersion: '0.12.0',
  };
  const release = new Release(props);
  expect(release.namespace).toBe('team-a');
  expect(release.fullname).toBe('console');
  expect(release.names.workload).toBe('portal-web');
  expect(release.labels('backstage')).toEqual({
    'helm.sh/chart': 'openchoreo-control-plane-0.12.0',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
    'app.kubernetes.io/version': 'v0.12.0',
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/part-of': 'openchoreo',
    'app.kubernetes.io/component': 'backstage',
    team: 'platform',
  });
});

test('the default release has the names of the documented installation', () => {
  const release = new Release();
  expect({ ...release }).toMatchObject({
    name: 'openchoreo-control-plane',
    namespace: undefined,
    chartName: 'openchoreo-control-plane',
    fullname: 'openchoreo',
  });
});

test('the names of objects begin with the fullname', () => {
  expect(new Release({ fullnameOverride: 'console' }).names).toEqual({
    workload: 'console-ui',
    route: 'console-backstage',
    redirectRoute: 'console-backstage-redirect',
    appConfig: 'console-backstage-extra-config',
    ciConfig: 'console-backstage-ci-config',
    cspConfig: 'console-backstage-csp-config',
    secret: 'console-backstage-secrets',
    claim: 'console-backstage-db',
    registrationJobPrefix: 'console-ui-client',
    api: 'console-api',
  });
});

test('portalName replaces the name of the workload and the prefix of the registration Job', () => {
  const { names } = new Release({ fullnameOverride: 'console', portalName: 'portal-web' });
  expect(names).toMatchObject({
    workload: 'portal-web',
    registrationJobPrefix: 'portal-web-client',
    route: 'console-backstage',
  });
});

describe('since chart version 1.0, the names of objects', () => {
  const names = {
    workload: 'console',
    route: 'console',
    redirectRoute: 'console-redirect',
    appConfig: 'console-extra-config',
    ciConfig: 'console-ci-config',
    cspConfig: 'console-csp-config',
    secret: 'console-secrets',
    claim: 'console-db',
    registrationJobPrefix: 'console-client',
    api: 'openchoreo-api',
  };

  test.each(['1.0.5', '1.1.6', '1.2.3'] as const)('begin with the name of the portal in %s', (chartVersion) => {
    expect(new Release({ chartVersion, portalName: 'console' }).names).toEqual(names);
  });

  test.each([undefined, ''])('begin with backstage if the name of the portal is %p', (portalName) => {
    const { workload, claim } = new Release({ chartVersion: '1.2.3', portalName, fullnameOverride: 'console' }).names;
    expect([workload, claim]).toEqual(['backstage', 'backstage-db']);
  });
});

describe('an empty fullnameOverride', () => {
  const fullname = (props: ReleaseProps) => new Release({ fullnameOverride: '', ...props }).fullname;

  test('joins the names of release and chart', () => {
    expect(fullname({ name: 'portal' })).toBe('portal-openchoreo-control-plane');
  });

  test('is the name of the release alone if that contains the name of the chart', () => {
    expect(fullname({ name: 'my-openchoreo-control-plane-2' })).toBe('my-openchoreo-control-plane-2');
  });

  test('joins the name of the release and nameOverride', () => {
    expect(fullname({ name: 'portal', nameOverride: 'choreo' })).toBe('portal-choreo');
  });

  test('is the name of the release alone if that contains nameOverride', () => {
    expect(fullname({ name: 'choreo-2', nameOverride: 'choreo' })).toBe('choreo-2');
  });
});

test('an empty nameOverride keeps the name of the chart', () => {
  expect(new Release({ nameOverride: '' }).chartName).toBe('openchoreo-control-plane');
});

test('names are cut at 63 characters', () => {
  const release = new Release({ fullnameOverride: 'f'.repeat(64), nameOverride: 'n'.repeat(64) });
  expect(release.fullname).toBe('f'.repeat(63));
  expect(release.chartName).toBe('n'.repeat(63));
});

test('one hyphen at the cut is removed, as in the chart', () => {
  expect(new Release({ fullnameOverride: `${'f'.repeat(62)}-x` }).fullname).toBe('f'.repeat(62));
  expect(new Release({ fullnameOverride: `${'f'.repeat(61)}--x` }).fullname).toBe(`${'f'.repeat(61)}-`);
});

test('the label managed-by is cdk8s, and helm.sh/chart is missing, by default', () => {
  const labels = new Release().labels('backstage');
  expect(labels).toHaveProperty(['app.kubernetes.io/managed-by'], 'cdk8s');
  expect(labels).not.toHaveProperty(['helm.sh/chart']);
});

test('managedBy Helm sets helm.sh/chart to chart and version, regardless of nameOverride', () => {
  const labels = new Release({ managedBy: 'Helm', nameOverride: 'choreo' }).labels('backstage');
  expect(labels).toHaveProperty(['app.kubernetes.io/managed-by'], 'Helm');
  expect(labels).toHaveProperty(['helm.sh/chart'], 'openchoreo-control-plane-0.11.0');
});

test('labels name the given component', () => {
  expect(new Release().labels('api-server')).toHaveProperty(['app.kubernetes.io/component'], 'api-server');
});

test('common labels override all labels except the component', () => {
  const labels = new Release({
    commonLabels: { 'app.kubernetes.io/part-of': 'acme', 'app.kubernetes.io/component': 'acme' },
  }).labels('backstage');
  expect(labels).toHaveProperty(['app.kubernetes.io/part-of'], 'acme');
  expect(labels).toHaveProperty(['app.kubernetes.io/component'], 'backstage');
});

test('pod labels have neither version nor manager nor common labels', () => {
  const release = new Release({
    name: 'portal',
    nameOverride: 'choreo',
    managedBy: 'Helm',
    commonLabels: { team: 'platform', 'app.kubernetes.io/name': 'acme' },
  });
  expect(release.podLabels).toEqual({
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
  });
});

test('pods of the registration Job have labels that no selector of Backstage matches', () => {
  const release = new Release({ name: 'portal', nameOverride: 'choreo' });
  expect(release.podLabelsOf('backstage')).toEqual(release.podLabels);
  expect(release.podLabelsOf('backstage-client')).toEqual({
    'app.kubernetes.io/component': 'backstage-client',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
  });
});

describe('a chart version', () => {
  test('is 0.11.0 by default', () => {
    expect(new Release().profile.chart).toEqual({
      name: 'openchoreo-control-plane',
      version: '0.11.0',
      appVersion: 'v0.11.0',
    });
  });

  test('can be any patch version of a known minor version', () => {
    expect(new Release({ chartVersion: '1.2.99' }).profile.chart).toEqual({
      name: 'openchoreo-control-plane',
      version: '1.2.99',
      appVersion: 'v1.2.99',
    });
  });

  test('that is unknown is rejected, and the message lists the known ones', () => {
    expect(() => new Release({ chartVersion: '9.9.9' })).toThrow(
      'error [options] chartVersion: must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got "9.9.9"\n  fix: use one of them',
    );
  });
});

describe('the in-cluster host of a Service', () => {
  test('is its DNS name', () => {
    expect(serviceHost('thunder', 'team-a')).toBe('thunder.team-a.svc.cluster.local');
  });

  test('is only its name if the namespace is unknown', () => {
    expect(serviceHost('thunder', undefined)).toBe('thunder');
  });
});

test('the URL of the OpenChoreo API points to its Service', () => {
  expect(openchoreoApiUrl('console-api', 'team-a', 8080)).toBe(
    'http://console-api.team-a.svc.cluster.local:8080/api/v1',
  );
  expect(openchoreoApiUrl('console-api', undefined, 9090)).toBe('http://console-api:9090/api/v1');
});
