import { upgrade } from './support';

test('a pinned image is reported, because the portal must fit its control plane', () => {
  const { backstage, entries } = upgrade({ backstage: { image: { tag: 'v0.11.0', repository: 'mirror.test/ui' } } });
  expect(backstage?.image).toEqual({ tag: 'v0.11.0', repository: 'mirror.test/ui' });
  expect(entries('backstage.image.tag')).toMatchObject([
    { kind: 'changed', fix: expect.stringContaining('remove it') },
  ]);
  expect(entries('backstage.image.repository')).toMatchObject([{ kind: 'changed' }]);
});

test('registry logins of all components stay where the chart has them, and are those of the portal elsewhere', () => {
  const values = {
    global: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
    backstage: { imagePullSecrets: [{ name: 'b' }, { name: 'c' }] },
  };
  expect(upgrade(values).values).toMatchObject({
    global: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }] },
    backstage: { imagePullSecrets: [{ name: 'b' }, { name: 'c' }] },
  });
  for (const to of ['1.0.5', '1.1.6'] as const) {
    const { values: upgraded, backstage } = upgrade(values, { to });
    expect(upgraded).not.toHaveProperty('global');
    expect(backstage?.imagePullSecrets).toEqual([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  }
});

test('a default variable that extraEnv overrides leaves the default list', () => {
  const extraEnv = [{ name: 'LOG_LEVEL', value: 'debug' }];
  expect(upgrade({ backstage: { extraEnv } }).backstage).toMatchObject({
    env: [
      { name: 'NODE_ENV', value: 'production' },
      { name: 'PORT', value: '7007' },
    ],
    extraEnv,
  });
  expect(upgrade({ backstage: { env: [], extraEnv } }).backstage?.env).toEqual([]);
  expect(upgrade({ backstage: { extraEnv: [{ name: 'TZ', value: 'UTC' }] } }).backstage).not.toHaveProperty('env');
});

test('another delay of the readiness probe is reported, if the probe is set without it', () => {
  const path = 'backstage.readinessProbe';
  expect(upgrade({ backstage: { readinessProbe: { periodSeconds: 3 } } }).entries(path)).toHaveLength(1);
  expect(upgrade({ backstage: { readinessProbe: { initialDelaySeconds: 3 } } }).entries(path)).toEqual([]);
});
