import type { EnvVar } from 'kubernetes-types/core/v1';
import { warning, warnings } from '../../lines/0.11/rules/support';

const found = (env: readonly EnvVar[], others: { readonly enabled?: boolean; readonly extraEnv?: EnvVar[] } = {}) =>
  warnings({ backstage: { env: [...env], ...others } });

test('warns about a port that the image does not listen on', () => {
  const message = (got: string) =>
    `must be 7007: the image listens on that port whatever PORT is, and the probes and the Service use it, got ${got}`;
  const fix = 'remove the entry; to change the port of the Service, set backstage.service.port';
  expect(found([{ name: 'PORT', value: '8080' }])).toEqual([
    warning('container-port', 'backstage.env[0].value', message('"8080"'), fix),
  ]);
  expect(found([], { extraEnv: [{ name: 'PORT', value: ':7007' }] })).toEqual([
    warning('container-port', 'backstage.extraEnv[0].value', message('":7007"'), fix),
  ]);
});

test.each([
  [[{ name: 'PORT', value: '7007' }]],
  [[{ name: 'PORT', value: '' }]],
  [[{ name: 'PORT', valueFrom: { configMapKeyRef: { name: 'ports', key: 'portal' } } }]],
  [[{ name: 'HTTP_PORT', value: '8080' }]],
])('does not warn about %j', (env) => {
  expect(found(env)).toEqual([]);
});

test('does not warn about a disabled portal', () => {
  expect(found([{ name: 'PORT', value: '8080' }], { enabled: false })).toEqual([]);
});
