import { disabled, error, found, on, rulesOn, VERSIONS } from '../support';

const twice = (name: string, path: string, before: string) => ({
  ...error(
    'duplicate-env',
    `backstage.${path}.name`,
    `must be unique in this container, got ${name} twice, first in backstage.${before}`,
    "remove one of the two, or use --correct duplicate-variables (fidelity: ['duplicate-variables']) to keep the last one",
  ),
  defect: 'duplicate-variables',
});

/** Example of the chart's documentation. LOG_LEVEL is also in the default list. */
const documented = on({ extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] });

test.each(VERSIONS)('refuses a variable of the default list in extraEnv of chart %s', (chartVersion) => {
  expect(found(documented, { chartVersion })).toEqual([twice('LOG_LEVEL', 'extraEnv[0]', 'env[1]')]);
});

test('refuses a variable that is in a list twice', () => {
  const list = [{ name: 'A' }, { name: 'B' }, { name: 'A' }];
  expect(found(on({ env: list }))).toEqual([twice('A', 'env[2]', 'env[0]')]);
  expect(found(on({ extraEnv: list }))).toEqual([twice('A', 'extraEnv[2]', 'extraEnv[0]')]);
});

test('accepts the variable if a custom env does not contain it', () => {
  expect(found(on({ env: [{ name: 'NODE_ENV', value: 'production' }], ...documented.backstage }))).toEqual([]);
  expect(found(on({ env: [], ...documented.backstage }))).toEqual([]);
});

test.each(['corrected', ['duplicate-variables']] as const)('accepts duplicates with the fidelity %j', (fidelity) => {
  expect(found(documented, { fidelity })).toEqual([]);
});

test('refuses a variable of the chart in every fidelity', () => {
  const values = on({ extraEnv: [{ name: 'BACKSTAGE_BASE_URL', value: 'x' }] });
  expect(rulesOn(values)).toEqual(['reserved-env']);
  expect(rulesOn(values, { fidelity: 'corrected' })).toEqual(['reserved-env']);
});

test('accepts duplicates if the rule is switched off or Backstage is disabled', () => {
  expect(found(documented, { allow: ['duplicate-env'] })).toEqual([]);
  expect(found(disabled(documented))).toEqual([]);
});
