import { disabled, error, found, on, type Values, VERSIONS } from '../support';

const same = (name: string) =>
  error(
    'same-names',
    'backstage.name',
    `must differ from openchoreoApi.name, because both name a Service and an HTTPRoute, got "${name}"`,
    'choose another name for one of the two',
  );

/** Rule that also reports another name. */
const allow = ['claim-name'];

test.each(VERSIONS)('refuses equal names of portal and API in chart %s', (chartVersion) => {
  const options = { chartVersion, allow };
  expect(found(on({ name: 'openchoreo-api' }), options)).toEqual([same('openchoreo-api')]);
  expect(found({ openchoreoApi: { name: 'backstage' } }, options)).toEqual([same('backstage')]);
});

test.each<Values>([
  on({ name: 'openchoreo-api-portal' }),
  on({ name: '' }),
  { openchoreoApi: { name: '' } },
  { ...on({ name: 'openchoreo-api' }), openchoreoApi: { enabled: false } },
])('accepts %j', (values) => {
  expect(found(values, { allow })).toEqual([]);
});

test('refuses the name of the HTTPRoute that redirects to https', () => {
  const values = {
    openchoreoApi: { name: 'backstage-redirect' },
    ...on({ http: { httpsRedirect: { enabled: true } } }),
  };
  expect(found(values)).toEqual([
    error(
      'same-names',
      'openchoreoApi.name',
      'must differ from the HTTPRoute that redirects to https, got "backstage-redirect"',
      'choose another name, or another backstage.name',
    ),
  ]);
  expect(found({ openchoreoApi: { name: 'backstage-redirect' } })).toEqual([]);
});

test('accepts equal names if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ name: 'openchoreo-api' }), { allow: ['same-names', ...allow] })).toEqual([]);
  expect(found(disabled(on({ name: 'openchoreo-api' })))).toEqual([]);
});
