import { upgradeValues, type Values } from '../../../lib';

const conditions = (backstage: Values<'0.11.0'>['backstage']) =>
  upgradeValues({ backstage }, { from: '0.11.0', to: '1.2.3' }).report.requirements.filter((text) =>
    text.includes('backup'),
  );

test('an upgrade asks for one backup of a database that outlives the pods', () => {
  expect(conditions({ database: { type: 'postgresql' } })).toHaveLength(1);
  expect(conditions({ database: { sqlite: { persistence: { enabled: true } } } })).toHaveLength(1);
});

test('an upgrade asks for no backup of data that is lost at a restart anyway', () => {
  expect(conditions({})).toEqual([]);
  expect(conditions({ enabled: false, database: { type: 'postgresql' } })).toEqual([]);
});
