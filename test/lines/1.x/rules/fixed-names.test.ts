import { disabled, found, on, VERSIONS } from '../support';

test.each(VERSIONS)('tells that the names of chart %s do not depend on the release', (chartVersion) => {
  expect(found({}, { chartVersion, releaseName: 'team-a' })).toEqual([
    {
      rule: 'fixed-names',
      severity: 'info',
      path: 'backstage.name',
      message:
        'is "backstage" in every release, so a second release in the namespace would replace the objects of this one',
      fix: 'set it to another name in each release, if the namespace has several',
    },
  ]);
});

test('is silent with the default release name, and with another name', () => {
  expect(found({})).toEqual([]);
  expect(found({}, { releaseName: 'openchoreo-control-plane' })).toEqual([]);
  expect(found(on({ name: 'team-a' }), { releaseName: 'team-a', allow: ['claim-name'] })).toEqual([]);
});

test('is silent if the rule is switched off or Backstage is disabled', () => {
  expect(found({}, { releaseName: 'team-a', allow: ['fixed-names'] })).toEqual([]);
  expect(found(disabled({}), { releaseName: 'team-a' })).toEqual([]);
});
