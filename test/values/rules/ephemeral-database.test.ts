import type { RenderOptions, Values } from '../../../lib';
import { POSTGRESQL, warning, warnings } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const lost = warning(
  'ephemeral-database',
  'backstage.database.sqlite.persistence.enabled',
  'is off: the portal loses its catalog, settings and plugin data when Kubernetes replaces the pod',
  'set it to true, or use PostgreSQL',
);
const ephemeral = { sqlite: { persistence: { enabled: false } } } as const;

/** Returns the findings about a portal that has a real address. */
function found(backstage: Backstage, options: RenderOptions = {}) {
  return warnings({ backstage: { baseUrl: 'https://console.example.com', ...backstage } }, options).filter(
    ({ rule }) => rule === lost.rule,
  );
}

test('warns about SQLite without persistence', () => {
  expect(found({ database: ephemeral })).toEqual([lost]);
});

test('does not warn about SQLite on a claim', () => {
  expect(found({ database: { type: 'sqlite' } })).toEqual([]);
});

test('does not warn about PostgreSQL', () => {
  expect(found({ database: { ...POSTGRESQL, ...ephemeral } })).toEqual([]);
});

test.each(['http://localhost:7007', 'http://openchoreo.localhost', 'http://openchoreo.local:8080'])(
  'does not warn about a trial portal at %s',
  (baseUrl) => {
    expect(found({ baseUrl, database: ephemeral })).toEqual([]);
  },
);

test('does not warn if the rule is switched off', () => {
  expect(found({ database: ephemeral }, { allow: ['ephemeral-database'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(found({ enabled: false, database: ephemeral })).toEqual([]);
});
