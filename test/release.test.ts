import { Release, type ReleaseProps } from '../lib/release';

test('every prop reaches the labels or names', () => {
  const props: Required<ReleaseProps> = {
    name: 'portal',
    namespace: 'team-a',
    fullnameOverride: 'console',
    nameOverride: 'choreo',
    commonLabels: { team: 'platform' },
    managedBy: 'Helm',
  };
  const release = new Release(props);
  expect(release.namespace).toBe('team-a');
  expect(release.fullname).toBe('console');
  expect(release.labels('backstage')).toEqual({
    'helm.sh/chart': 'openchoreo-control-plane-0.11.0',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
    'app.kubernetes.io/version': 'v0.11.0',
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
    namespace: 'openchoreo-control-plane',
    chartName: 'openchoreo-control-plane',
    fullname: 'openchoreo',
  });
});

test('the names of objects begin with the fullname', () => {
  const release = new Release({ fullnameOverride: 'console' });
  expect({
    uiName: release.uiName,
    routeName: release.routeName,
    redirectRouteName: release.redirectRouteName,
    appConfigName: release.appConfigName,
    registrationNamePrefix: release.registrationNamePrefix,
    secretName: release.secretName,
    claimName: release.claimName,
  }).toEqual({
    uiName: 'console-ui',
    routeName: 'console-backstage',
    redirectRouteName: 'console-backstage-redirect',
    appConfigName: 'console-backstage-extra-config',
    registrationNamePrefix: 'console-ui-client',
    secretName: 'console-backstage-secrets',
    claimName: 'console-backstage-db',
  });
});

describe('an empty fullnameOverride', () => {
  const fullname = (props: ReleaseProps) => new Release({ fullnameOverride: '', ...props }).fullname;

  test('joins the names of release and chart', () => {
    expect(fullname({ name: 'portal' })).toBe('portal-openchoreo-control-plane');
  });

  test('takes the name of the release alone where the name of the chart is in it', () => {
    expect(fullname({ name: 'my-openchoreo-control-plane-2' })).toBe('my-openchoreo-control-plane-2');
  });

  test('joins the name of the release and nameOverride', () => {
    expect(fullname({ name: 'portal', nameOverride: 'choreo' })).toBe('portal-choreo');
  });

  test('takes the name of the release alone where nameOverride is in it', () => {
    expect(fullname({ name: 'choreo-2', nameOverride: 'choreo' })).toBe('choreo-2');
  });
});

test('an empty nameOverride leaves the name of the chart', () => {
  expect(new Release({ nameOverride: '' }).chartName).toBe('openchoreo-control-plane');
});

test('names are cut at 63 characters', () => {
  const release = new Release({ fullnameOverride: 'f'.repeat(64), nameOverride: 'n'.repeat(64) });
  expect(release.fullname).toBe('f'.repeat(63));
  expect(release.chartName).toBe('n'.repeat(63));
});

test('one hyphen at the cut goes, as the chart does it', () => {
  expect(new Release({ fullnameOverride: `${'f'.repeat(62)}-x` }).fullname).toBe('f'.repeat(62));
  expect(new Release({ fullnameOverride: `${'f'.repeat(61)}--x` }).fullname).toBe(`${'f'.repeat(61)}-`);
});

test('the label managed-by says cdk8s and there is no helm.sh/chart unless asked for', () => {
  const labels = new Release().labels('backstage');
  expect(labels).toHaveProperty(['app.kubernetes.io/managed-by'], 'cdk8s');
  expect(labels).not.toHaveProperty(['helm.sh/chart']);
});

test('managedBy Helm names the chart and its version in helm.sh/chart, whatever nameOverride says', () => {
  const labels = new Release({ managedBy: 'Helm', nameOverride: 'choreo' }).labels('backstage');
  expect(labels).toHaveProperty(['app.kubernetes.io/managed-by'], 'Helm');
  expect(labels).toHaveProperty(['helm.sh/chart'], 'openchoreo-control-plane-0.11.0');
});

test('labels name the component that they are asked for', () => {
  expect(new Release().labels('api-server')).toHaveProperty(['app.kubernetes.io/component'], 'api-server');
});

test('common labels win over all labels but the component', () => {
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

test('pods that are not Backstage have labels that no selector of Backstage looks for', () => {
  const release = new Release({ name: 'portal', nameOverride: 'choreo' });
  expect(release.podLabelsOf('backstage')).toEqual(release.podLabels);
  expect(release.podLabelsOf('backstage-client')).toEqual({
    'app.kubernetes.io/component': 'backstage-client',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
  });
});

describe('the selector of objects', () => {
  test('has the labels that pods are selected by', () => {
    const release = new Release({ name: 'portal', nameOverride: 'choreo', commonLabels: { team: 'platform' } });
    expect(release.objectSelector('backstage')).toEqual(release.podLabels);
    expect(release.objectSelector('api-server')).toEqual({
      ...release.podLabels,
      'app.kubernetes.io/component': 'api-server',
    });
  });

  test('finds the objects where common labels have taken the place of others', () => {
    const release = new Release({ commonLabels: { 'app.kubernetes.io/name': 'acme', team: 'platform' } });
    const selector = release.objectSelector('backstage');
    expect(selector).toHaveProperty(['app.kubernetes.io/name'], 'acme');
    expect(release.labels('backstage')).toMatchObject(selector);
  });
});

test('the OpenChoreo API is at the Service of the fullname in the namespace', () => {
  const release = new Release({ fullnameOverride: 'console', namespace: 'team-a' });
  expect(release.openchoreoApiUrl()).toBe('http://console-api.team-a.svc.cluster.local:8080/api/v1');
});

test('the OpenChoreo API is at the Service that is named', () => {
  const release = new Release({ fullnameOverride: 'console', namespace: 'team-a' });
  expect(release.openchoreoApiUrl('choreo')).toBe('http://choreo.team-a.svc.cluster.local:8080/api/v1');
});

test('the host of a Service is its in-cluster DNS name', () => {
  expect(new Release({ namespace: 'team-a' }).serviceHost('thunder')).toBe('thunder.team-a.svc.cluster.local');
});
