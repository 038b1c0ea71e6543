import { DNS_LABEL, DNS_NAME, LABEL_VALUE } from '../../../../lib/kubernetes/names';
import { behindIngress, disabled, error, found, on, rulesOn, type Values, VERSIONS } from '../support';

/** Rules that also report other names. */
const allow = ['claim-name', 'tls-host-coverage'];

const refused = (path: string, message: string, got: string, fix: string) =>
  error('kubernetes-names', path, `${message}, got "${got}"`, fix);

test.each(VERSIONS)('refuses a name of the portal that is no DNS label in chart %s', (chartVersion) => {
  expect(found(on({ name: 'My.Portal' }), { chartVersion, allow })).toEqual([
    refused('backstage.name', `must be ${DNS_LABEL.words}`, 'My.Portal', DNS_LABEL.fix),
  ]);
});

test('refuses a name of the portal that begins with a digit', () => {
  expect(found(on({ name: '1-portal' }), { allow })).toEqual([
    refused(
      'backstage.name',
      'must begin with a lower-case letter, because the Service has this name',
      '1-portal',
      DNS_LABEL.fix,
    ),
  ]);
});

test("refuses a name of the API's route, also if the portal is disabled", () => {
  const values = { openchoreoApi: { name: 'My-Api' } };
  const finding = refused('openchoreoApi.name', `must be ${DNS_LABEL.words}`, 'My-Api', DNS_LABEL.fix);
  expect(found(values)).toEqual([finding]);
  expect(found(disabled(values))).toEqual([finding]);
  expect(found({ openchoreoApi: { name: 'My-Api', http: { enabled: false } } })).toEqual([]);
});

test('refuses names of namespace, release and chart', () => {
  const options = { namespace: 'A', releaseName: '-a', allow: ['fixed-names'] };
  expect(found({ nameOverride: 'a b' }, options)).toEqual([
    refused('namespace', `must be ${DNS_LABEL.words}`, 'A', DNS_LABEL.fix),
    refused('releaseName', `must be ${LABEL_VALUE.words}`, '-a', LABEL_VALUE.fix),
    refused('nameOverride', `must be ${LABEL_VALUE.words}`, 'a b', LABEL_VALUE.fix),
  ]);
});

test.each<[string, Values]>([
  ['backstage.serviceAccount.name', on({ serviceAccount: { name: 'A' } })],
  ['backstage.secretName', on({ secretName: 'A' })],
  ['backstage.runtimeClassName', on({ runtimeClassName: 'A' })],
  ['backstage.priorityClass.name', on({ priorityClass: { create: true, name: 'A' } })],
  [
    'backstage.database.sqlite.persistence.claimName',
    on({ database: { sqlite: { persistence: { claimName: 'A' } } } }),
  ],
  [
    'backstage.database.sqlite.persistence.existingClaim',
    on({ database: { sqlite: { persistence: { existingClaim: 'A' } } } }),
  ],
  [
    'backstage.database.postgresql.caBundle.secret',
    on({ database: { type: 'postgresql', postgresql: { caBundle: { secret: 'A' } } } }),
  ],
  ['backstage.http.className', behindIngress({ className: 'A' })],
  ['backstage.http.tls[0].secretName', behindIngress({ tls: [{ secretName: 'A' }] })],
  ['backstage.http.parentRefs[0].name', on({ http: { parentRefs: [{ name: 'A' }] } })],
  ['global.imagePullSecrets[0].name', { global: { imagePullSecrets: [{ name: 'A' }] } }],
])('refuses the object name in %s', (path, values) => {
  expect(found(values, { allow })).toEqual([refused(path, `must be ${DNS_NAME.words}`, 'A', DNS_NAME.fix)]);
});

test.each<[string, Values]>([
  ['global.commonLabels.team', { global: { commonLabels: { team: 'a b' } } }],
  ['backstage.podLabels.team', on({ podLabels: { team: 'a b' } })],
  ['backstage.http.annotations["a…"]', on({ http: { annotations: { 'a b': 'c' } } })],
  ['openchoreoApi.http.annotations["a…"]', { openchoreoApi: { http: { annotations: { 'a b': 'c' } } } }],
  ['backstage.image.tag', on({ image: { tag: 'a/b' } })],
  ['global.imageRegistry', { global: { imageRegistry: 'https://registry.example.com' } }],
  ['backstage.database.sqlite.mountPath', on({ database: { sqlite: { mountPath: 'data' } } })],
  ['backstage.secretKeys.backendSecret', on({ secretKeys: { backendSecret: 'a/b' } })],
  ['backstage.auth.serviceClientSecretKey', on({ auth: { serviceClientSecretKey: 'a/b' } })],
  ['backstage.extraEnv[0].name', on({ extraEnv: [{ name: '1A', value: 'x' }] })],
  ['backstage.extraContainers[0].name', on({ extraContainers: [{ name: 'A', image: 'a' }] })],
])('looks at %s', (path, values) => {
  expect(found(values).map((finding) => [finding.rule, finding.path])).toEqual([['kubernetes-names', path]]);
});

test.each<Values>([
  on({ name: '' }),
  { openchoreoApi: { name: '' } },
  { global: { imageRegistry: 'registry.example.com:5000/mirror' } },
  { global: { imageRegistry: 'registry.example.com/' } },
  on({ priorityClass: { name: 'A' } }),
])('accepts %j', (values) => {
  expect(found(values)).toEqual([]);
});

test('does not show a key, which may be a secret', () => {
  expect(JSON.stringify(found(on({ secretKeys: { clientSecret: 'hunter2/x' } })))).not.toContain('hunter2');
});

test('accepts invalid names if the rule is switched off or Backstage is disabled', () => {
  expect(rulesOn(on({ serviceAccount: { name: 'A' } }), { allow: ['kubernetes-names'] })).toEqual([]);
  expect(found(disabled(on({ name: 'A', serviceAccount: { name: 'A' } })))).toEqual([]);
});
