// Copies the declarations that the library's index reaches to build/types, for the npm package. The others describe
// internal code.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const reached = new Set();
reach('build/lib/index.d.ts');
rmSync('build/types', { recursive: true, force: true });
for (const file of reached) {
  cpSync(file, join('build/types', relative('build', file)));
}

function reach(file) {
  if (reached.has(file)) {
    return;
  }
  reached.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import|require)\s*\(?\s*['"](\.[^'"]*)['"]/g)) {
    const place = join(dirname(file), path);
    const next = [`${place}.d.ts`, join(place, 'index.d.ts')].find(existsSync);
    if (next === undefined) {
      throw new Error(`${file} imports ${path}, which has no declarations; check scripts/types.mjs`);
    }
    reach(next);
  }
}
