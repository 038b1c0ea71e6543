import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../examples');

/** Names of the examples. */
export const examples: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Shell commands in the READMEs of the examples. */
export const exampleCommands = examples.flatMap((example) => {
  const readme = readFileSync(join(folder, example, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].map(([, command = '']) => command);
  return blocks.map((command) => ({ example, command }));
});
