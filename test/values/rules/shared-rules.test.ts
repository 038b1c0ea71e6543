import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** Files beside the rules that say what a rule is. */
const OTHERS = ['portal-values.ts', 'rule.ts'];

test('a chart line has each rule that lines may share', () => {
  const used = readdirSync(join(root, 'lib/lines'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }): readonly { readonly id: string }[] => require(join(root, 'lib/lines', name, 'rules')).rules)
    .map(({ id }) => `${id}.ts`);
  const shared = readdirSync(join(root, 'lib/values/rules')).filter((file) => !OTHERS.includes(file));
  expect(shared.filter((file) => !used.includes(file))).toEqual([]);
});
