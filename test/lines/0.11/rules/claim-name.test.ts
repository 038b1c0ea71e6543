import { warning, warnings } from './support';

const orphan = (follows: string, name: string) =>
  warning(
    'claim-name',
    'backstage.database.sqlite.persistence.existingClaim',
    `is empty, and the claim's name follows ${follows}: another name leaves the data behind, got "${name}"`,
    'if the data is on a claim of another name, set existingClaim to it',
  );

test('warns of a claim that is named after fullnameOverride', () => {
  expect(warnings({ fullnameOverride: 'portal' })).toEqual([orphan('fullnameOverride', 'portal-backstage-db')]);
});

test('warns of a claim that is named after the release', () => {
  expect(warnings({ fullnameOverride: '' }, { releaseName: 'portal' })).toEqual([
    orphan("the release's name", 'portal-openchoreo-control-plane-backstage-db'),
  ]);
});

test('says nothing of the default name', () => {
  expect(warnings({})).toEqual([]);
});

test('says nothing of a claim that exists already, nor without one', () => {
  const persistence = (settings: object) => ({
    fullnameOverride: 'portal',
    backstage: { database: { sqlite: { persistence: settings } } },
  });
  expect(warnings(persistence({ existingClaim: 'data' }))).toEqual([]);
  expect(warnings(persistence({ enabled: false }), { allow: ['ephemeral-database'] })).toEqual([]);
});
