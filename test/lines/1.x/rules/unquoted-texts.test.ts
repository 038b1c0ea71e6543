import { disabled, error, found, on, rulesOn, type Values, VERSIONS } from '../support';

const unquoted = (path: string, got: string) => ({
  ...error(
    'unquoted-texts',
    path,
    `must be a text that YAML reads unchanged without quotes, because the chart writes none, got ${got}`,
    "choose another text, or use --correct unquoted-texts (fidelity: ['unquoted-texts']), which adds the quotes",
  ),
  defect: 'unquoted-texts',
});

test.each(VERSIONS)('refuses a Secret that chart %s would write as a number', (chartVersion) => {
  expect(found(on({ secretName: '0123' }), { chartVersion })).toEqual([unquoted('backstage.secretName', '"0123"')]);
});

test.each(['123', '0x1f', '1e3', '08', 'null', 'true', 'yes', 'on', 'n', '1.5'])('refuses the Secret %s', (name) => {
  expect(found(on({ secretName: name }))).toEqual([unquoted('backstage.secretName', `"${name}"`)]);
});

test.each(['a123', '1-2', '1.2.3', 'nulls', '2026-01-01', 'no-secret', '0xg'])('accepts the Secret %s', (name) => {
  expect(found(on({ secretName: name }))).toEqual([]);
});

test.each(['http://api:8080 #x', 'http://api: 8080', 'http://api:', '"http://api"', '&api http://api'])(
  'refuses the URL %j',
  (url) => {
    expect(rulesOn(on({ openchoreoApi: { url } }), { allow: ['urls'] })).toEqual(['unquoted-texts']);
  },
);

test.each(['http://api:8080/api/v1', 'http://api:8080/#x', ''])('accepts the URL %j', (url) => {
  expect(found(on({ openchoreoApi: { url } }))).toEqual([]);
});

test('does not show a password in the URL', () => {
  const findings = found(on({ openchoreoApi: { url: 'http://admin:hunter2@api #x' } }));
  expect(findings.map(({ rule }) => rule)).toEqual(['unquoted-texts', 'urls']);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each<[string, Values]>([
  ['backstage.name', on({ name: 'on' })],
  ['backstage.serviceAccount.name', on({ serviceAccount: { name: '1e3' } })],
  ['backstage.auth.serviceClientSecretKey', on({ auth: { serviceClientSecretKey: '0123' } })],
  ['backstage.priorityClass.name', on({ priorityClass: { create: true, name: '1000' } })],
  ['backstage.database.sqlite.mountPath', on({ database: { sqlite: { mountPath: '/data #1' } } })],
  ['backstage.database.sqlite.persistence.size', on({ database: { sqlite: { persistence: { size: '1e9' } } } })],
  [
    'backstage.database.sqlite.persistence.storageClassName',
    on({ database: { sqlite: { persistence: { storageClassName: 'null' } } } }),
  ],
  ['openchoreoApi.name', { openchoreoApi: { name: 'yes' } }],
])('looks at %s', (path, values) => {
  expect(found(values, { allow: ['claim-name'] }).map((finding) => [finding.rule, finding.path])).toEqual([
    ['unquoted-texts', path],
  ]);
});

test('does not show a service client secret that was given as its key', () => {
  expect(found(on({ auth: { serviceClientSecretKey: '12345678' } }))).toEqual([
    unquoted('backstage.auth.serviceClientSecretKey', 'a string (not shown)'),
  ]);
});

test.each([
  ['releaseName', { releaseName: '0123' }],
  ['namespace', { namespace: '0123' }],
])('looks at the option %s', (path, options) => {
  expect(found({}, options)).toEqual([unquoted(path, '"0123"')]);
});

test('looks at nameOverride', () => {
  expect(found({ nameOverride: '0123' })).toEqual([unquoted('nameOverride', '"0123"')]);
});

test.each<[string, Values]>([
  ['a class that is not created', on({ priorityClass: { name: '1000' } })],
  ['a claim that is not rendered', on({ database: { type: 'postgresql', sqlite: { persistence: { size: '1e9' } } } })],
  ['an API without a route', { openchoreoApi: { name: 'yes', http: { enabled: false } } }],
])('ignores %s', (_, values) => {
  expect(found(values, { allow: ['unread-values'] })).toEqual([]);
});

test('accepts every text in corrected, which writes quotes', () => {
  expect(found(on({ secretName: '0123' }), { fidelity: 'corrected' })).toEqual([]);
  expect(rulesOn(on({ secretName: '0123' }), { fidelity: ['api-url'] })).toEqual(['unquoted-texts']);
});

test('accepts every text if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ secretName: '0123' }), { allow: ['unquoted-texts'] })).toEqual([]);
  expect(found(disabled(on({ secretName: '0123' })))).toEqual([]);
});
