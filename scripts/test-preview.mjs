// Tests the preview in a real Chromium: `npm run test:preview`. The last line is "N passed, N failed".
//
// The variable CHROMIUM names the browser. By default, it is that of an npm package, which runs on Linux.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../preview/test/', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => join(folder, name));

const counts = { pass: 0, fail: 0 };
const tests = run({ files, concurrency: 1, timeout: 300_000 });
for (const kind of ['pass', 'fail']) {
  tests.on(`test:${kind}`, ({ details }) => {
    counts[kind] += details.type === 'suite' ? 0 : 1;
  });
}
tests.compose(spec).pipe(process.stdout);
tests.on('end', () => {
  process.exitCode = counts.fail > 0 || counts.pass === 0 ? 1 : 0;
  process.on('exit', () => console.log(`${counts.pass} passed, ${counts.fail} failed`));
});
