import { disabled, error, found, on, type Values, VERSIONS } from '../support';

const same = (name: string) =>
  error(
    'same-names',
    'backstage.name',
    `must differ from openchoreoApi.name, because both name a Service, got "${name}"`,
    'choose another name for one of the two',
  );

/** Rule that also reports another name. */
const allow = ['claim-name'];

/** Values without a route to the API. */
const hidden = { openchoreoApi: { http: { enabled: false } } } as const;

test.each(VERSIONS)('refuses equal names of the Services of portal and API in chart %s', (chartVersion) => {
  const options = { chartVersion, allow };
  expect(found({ ...on({ name: 'openchoreo-api' }), ...hidden }, options)).toEqual([same('openchoreo-api')]);
  const api = { openchoreoApi: { name: 'backstage', http: { enabled: false } } };
  expect(found(api, options)).toEqual([same('backstage')]);
});

test.each(VERSIONS)('leaves two HTTPRoutes of one name to the check of objects in chart %s', (chartVersion) => {
  const options = { chartVersion, allow };
  expect(found(on({ name: 'openchoreo-api' }), options)).toMatchObject([{ rule: 'object-conflicts' }]);
  expect(found({ openchoreoApi: { name: 'backstage' } }, options)).toMatchObject([{ rule: 'object-conflicts' }]);
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
  expect(found(values)).toMatchObject([{ rule: 'object-conflicts', path: 'openchoreoApi.name' }]);
  expect(found({ openchoreoApi: { name: 'backstage-redirect' } })).toEqual([]);
});

test('accepts equal names if the rule is switched off or Backstage is disabled', () => {
  const values = { ...on({ name: 'openchoreo-api' }), ...hidden };
  expect(found(values, { allow: ['same-names', ...allow] })).toEqual([]);
  expect(found(disabled(on({ name: 'openchoreo-api' })))).toEqual([]);
});
