import type { Values } from '../../../lib';
import { warning, warnings, yaml } from './support';

const unread = (path: string, mend: string) =>
  warning('unread-values', path, 'has no effect: nothing that is rendered depends on it', mend);

const secrets: Values = { global: { imagePullSecrets: [{ name: 'registry' }] } };

test.each<[string, string, Values]>([
  [
    'backstage.metrics.serviceMonitor.enabled',
    'add a ServiceMonitor of your own',
    { backstage: { metrics: { serviceMonitor: { enabled: true } } } },
  ],
  ['global.imagePullSecrets', 'use fidelity corrected, which gives them to the pods', secrets],
  [
    'backstage.auth.redirectUrls',
    'register the URLs with the identity provider',
    { backstage: { auth: { redirectUrls: ['https://console.example.com/api/auth/openchoreo-auth/handler/frame'] } } },
  ],
])('warns that %s has no effect', (path, mend, values) => {
  expect(warnings(values)).toEqual([unread(path, mend)]);
});

test.each<Values>([
  {},
  { backstage: { metrics: { enabled: true, serviceMonitor: { enabled: false, interval: '10s' } } } },
  { backstage: { metrics: { serviceMonitor: { enabled: null } } } },
  { global: { imagePullSecrets: [] } },
  { global: { imagePullSecrets: null } },
  { backstage: { auth: { redirectUrls: [] } } },
])('says nothing of %j', (values) => {
  expect(warnings(values)).toEqual([]);
});

test('says nothing of metrics that are null as a whole', () => {
  expect(warnings(yaml('backstage: {metrics: null}'))).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(secrets, { allow: ['unread-values'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ ...secrets, backstage: { enabled: false } })).toEqual([]);
});
