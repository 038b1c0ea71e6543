import { warning, warnings } from './support';

const orphan = (source: string, name: string) =>
  warning(
    'claim-name',
    'backstage.database.sqlite.persistence.existingClaim',
    `is empty, so the claim is named after ${source} ("${name}"): a new name means a new claim without the data`,
    'if the data is on a claim with another name, set it to that name; for a new portal, allow claim-name',
  );

test('warns about a claim that is named after fullnameOverride', () => {
  expect(warnings({ fullnameOverride: 'portal' })).toEqual([orphan('fullnameOverride', 'portal-backstage-db')]);
});

test('warns about a claim that is named after the release', () => {
  expect(warnings({ fullnameOverride: '' }, { releaseName: 'portal' })).toEqual([
    orphan('the release', 'portal-openchoreo-control-plane-backstage-db'),
  ]);
});

test('does not warn about the default name', () => {
  expect(warnings({})).toEqual([]);
});

test('does not warn about an existing claim, or without a claim', () => {
  const persistence = (settings: object) => ({
    fullnameOverride: 'portal',
    backstage: { database: { sqlite: { persistence: settings } } },
  });
  expect(warnings(persistence({ existingClaim: 'data' }))).toEqual([]);
  expect(warnings(persistence({ enabled: false }), { allow: ['ephemeral-database'] })).toEqual([]);
});
