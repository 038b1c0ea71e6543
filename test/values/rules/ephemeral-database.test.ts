import type { RenderOptions, Values } from '../../../lib';
import { POSTGRESQL, warning, warnings } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

const lost = warning(
  'ephemeral-database',
  'backstage.database.sqlite.persistence.enabled',
  'is off: catalog, settings and plugin data are lost whenever the pod restarts',
  'set it to true, or use PostgreSQL',
);
const unkept = { sqlite: { persistence: { enabled: false } } } as const;

/** What the rule says of a portal that others than its developer use. */
function found(backstage: Backstage, options: RenderOptions = {}) {
  return warnings({ backstage: { baseUrl: 'https://console.example.com', ...backstage } }, options).filter(
    ({ rule }) => rule === lost.rule,
  );
}

test('warns of SQLite without persistence', () => {
  expect(found({ database: unkept })).toEqual([lost]);
});

test('says nothing of SQLite on a claim', () => {
  expect(found({ database: { type: 'sqlite' } })).toEqual([]);
});

test('says nothing of PostgreSQL', () => {
  expect(found({ database: { ...POSTGRESQL, ...unkept } })).toEqual([]);
});

test.each(['http://localhost:7007', 'http://openchoreo.localhost', 'http://openchoreo.local:8080'])(
  'says nothing of a portal on trial at %s',
  (baseUrl) => {
    expect(found({ baseUrl, database: unkept })).toEqual([]);
  },
);

test('says nothing where allowed', () => {
  expect(found({ database: unkept }, { allow: ['ephemeral-database'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found({ enabled: false, database: unkept })).toEqual([]);
});
