import { InputError, renderManifests, upgradeValues, type Values, ValuesError } from '../../lib';
import { OPTIONS } from '../../lib/values/options';
import { SCHEMA } from '../../lib/values/validate';

const OIDC = { security: { oidc: { issuer: 'https://id.example.com' } } };

/** Returns the findings of a call that must fail. */
function refusal(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings;
    }
    throw error;
  }
  throw new Error('the call did not fail');
}

test('upgraded values render on the new chart once everything is decided', () => {
  const { values, report } = upgradeValues(OIDC, { from: '0.11.0', to: '1.2.3' });
  expect(report.entries.filter(({ kind }) => kind === 'decide')).toEqual([]);
  expect(renderManifests(values, { chartVersion: '1.2.3' }).map(({ kind }) => kind)).toContain('Deployment');
});

test('values of a list stay apart, and new ones are in the last map that Helm can read', () => {
  const layers: Values[] = [
    { global: { baseDomain: 'example.com' } },
    { backstage: { ingress: { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] } } },
    { backstage: { podLabels: { team: 'a' }, database: { sqlite: { persistence: { enabled: true } } } } },
  ];
  const { values } = upgradeValues(layers, { from: '0.11.0', to: '1.2.3' });
  expect(values).toHaveLength(3);
  expect(values[0]).toEqual({});
  expect(values[1]?.backstage).toMatchObject({
    http: { hostnames: ['console.example.com'] },
    name: 'openchoreo-ui',
    secretName: 'openchoreo-ui-credentials',
  });
  expect(values[2]).toEqual({
    backstage: {
      podLabels: { team: 'a' },
      database: { sqlite: { persistence: { enabled: true, claimName: 'openchoreo-backstage-db' } } },
    },
  });
});

test('a later map overrides an earlier one after the upgrade too', () => {
  const host = (name: string): Values => ({
    backstage: { ingress: { hosts: [{ host: name, paths: [{ path: '/' }] }] } },
  });
  const { values } = upgradeValues([host('a.test'), host('b.test')], { from: '0.11.0', to: '1.2.3' });
  expect(values.map(({ backstage }) => backstage?.http?.hostnames)).toEqual([['a.test'], ['b.test']]);
});

test.each([
  ['0.11.0', '0.12.0'],
  ['1.2.0', '1.2.3'],
  ['1.2.3', '1.2.3'],
] as const)('values of %s are values of %s, and the report says so', (from, to) => {
  const given = { backstage: { replicas: 2 } };
  expect(upgradeValues(given, { from, to })).toEqual({
    values: given,
    report: { from, to, stops: [], entries: [], requirements: [] },
  });
});

test('the report names the versions on the way', () => {
  expect(upgradeValues({}, { from: '0.11.0', to: '1.2.1' }).report.stops).toEqual(['1.0.5', '1.1.6', '1.2.1']);
  expect(upgradeValues({}, { from: '1.0.0', to: '1.1.2' }).report.stops).toEqual(['1.1.2']);
});

test.each([
  ['1.2.3', '1.2.0'],
  ['1.0.5', '0.12.0'],
  ['0.12.0', '0.11.0'],
  ['1.1.10', '1.1.9'],
] as const)('refuses to go back from %s to %s', (from, to) => {
  expect(refusal(() => upgradeValues({}, { from, to }))).toMatchObject([
    { rule: OPTIONS, path: 'to', message: `must not be older than ${from}, got ${to}` },
  ]);
});

test('refuses an unknown version, and names the known ones', () => {
  for (const versions of [{ from: '0.9.0', to: '1.2.3' } as const, { from: '0.11.0', to: '1.3.0' } as const]) {
    expect(refusal(() => upgradeValues({}, versions))).toMatchObject([
      {
        rule: 'options',
        path: 'chartVersion',
        message: expect.stringContaining('0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x'),
      },
    ]);
  }
});

test('refuses values that do not fit the old chart, with all problems', () => {
  const wrong = { backstage: { replicas: '2', colour: 'red' } };
  // @ts-expect-error the values are wrong
  expect(refusal(() => upgradeValues(wrong, { from: '0.11.0', to: '1.2.3' })).map(({ path }) => path)).toEqual([
    'backstage.replicas',
    'backstage.colour',
  ]);
});

test('refuses values of another chart, and names its version', () => {
  const values = { backstage: { http: { hostnames: ['a.test'] }, tls: { enabled: true } } };
  // @ts-expect-error the values are those of chart 1.2
  expect(refusal(() => upgradeValues(values, { from: '0.11.0', to: '1.2.3' }))).toMatchObject([
    {
      path: 'from',
      message: expect.stringContaining('look like values of chart 1.'),
      fix: expect.stringContaining('--from'),
    },
  ]);
});

test('accepts values that break a rule of the old chart', () => {
  const { values } = upgradeValues({ backstage: { replicas: 2 } }, { from: '0.11.0', to: '1.2.3' });
  expect(values).toMatchObject({ backstage: { replicas: 2 } });
});

test('what the new chart refuses for another reason is to be decided too, with the fix', () => {
  const { report } = upgradeValues({ backstage: { replicas: 2 } }, { from: '0.11.0', to: '1.2.3' });
  expect(report.entries).toContainEqual(
    expect.objectContaining({ kind: 'decide', rule: 'sqlite-single-replica', fix: expect.any(String) }),
  );
});

test('a value that the new chart does not accept is dropped, with the reason', () => {
  const { values, report } = upgradeValues(
    { security: { enabled: null, authz: { databasePath: '/data' } }, global: { clusterName: 'a' } },
    { from: '0.11.0', to: '1.2.3' },
  );
  expect(values.security).not.toHaveProperty('enabled');
  const dropped = report.entries.filter(({ kind }) => kind === 'dropped').map(({ path }) => path);
  expect(dropped).toEqual(
    expect.arrayContaining(['security.enabled', 'security.authz.databasePath', 'global.clusterName']),
  );
});

test('a disabled portal stays disabled', () => {
  for (const enabled of [false, null]) {
    const { values } = upgradeValues({ backstage: { enabled } }, { from: '0.11.0', to: '1.2.3' });
    expect(values.backstage?.enabled).toBe(false);
  }
});

test('refuses a value that contains itself, which no file can contain', () => {
  const appConfig: Record<string, unknown> = {};
  appConfig.self = appConfig;
  const values: object = { backstage: { appConfig } };
  expect(refusal(() => upgradeValues(values, { from: '0.11.0', to: '1.2.3' }))).toMatchObject([{ rule: SCHEMA }]);
});

test('refuses wrong arguments from JavaScript', () => {
  // @ts-expect-error a text is no values
  expect(() => upgradeValues('values.yaml', { from: '0.11.0', to: '1.2.3' })).toThrow(InputError);
  // @ts-expect-error `to` is missing
  expect(() => upgradeValues({}, { from: '0.11.0' })).toThrow(InputError);
});

test('the values have the type of the new version', () => {
  const { values } = upgradeValues({}, { from: '0.11.0', to: '1.2.3' });
  expect(values.backstage?.http?.hostnames).toEqual(['openchoreo.local']);
  // @ts-expect-error the new chart does not have the key
  expect(values.backstage?.ingress).toBeUndefined();
});
