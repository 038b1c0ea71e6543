import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/** Files that define types of rules, not a rule. */
const OTHERS = ['portal-values.ts', 'rule.ts'];

test('a chart line uses each shared rule', () => {
  const used = readdirSync(join(root, 'lib/lines'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, 'lib/lines', name, 'rules'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder): readonly { readonly id: string }[] => require(folder).rules)
    .map(({ id }) => `${id}.ts`);
  const shared = readdirSync(join(root, 'lib/values/rules')).filter((file) => !OTHERS.includes(file));
  expect(shared.filter((file) => !used.includes(file))).toEqual([]);
});
