// Compiles and renders the environments, and does it again when a source or values file changes: `npm run watch`.
// Ctrl+C ends it.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders and files that `npm run synth` compiles or reads. */
const WATCHED = ['main.ts', 'environments', 'lib', 'imports'];

/** Milliseconds without another change before a run. An editor writes several files, or one file several times. */
const QUIET = 100;

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

let isRunning = false;
let isChanged = false;
let timer;

for (const path of WATCHED) {
  // An editor may replace a file, which ends the watch of the file itself. So this watches the folder of a file.
  const isFile = path.endsWith('.ts');
  watch(isFile ? '.' : path, { recursive: !isFile }, (_, name) => {
    if (isFile ? name === path : isSource(name)) {
      clearTimeout(timer);
      timer = setTimeout(synth, QUIET);
    }
  });
}
await synth();

/** Whether a change of a file may change the output. Some systems do not name the file. */
function isSource(name) {
  return name === null || /\.(?:ts|json|ya?ml)$/.test(name);
}

/** Compiles and renders once. A change in the meantime leads to another run afterwards. */
async function synth() {
  isChanged = true;
  if (isRunning) {
    return;
  }
  isRunning = true;
  while (isChanged) {
    isChanged = false;
    const isRendered = (await run(tsc)) === 0 && (await run('build/main.js')) === 0;
    console.error(`${isRendered ? 'rendered' : 'failed'}; waiting for changes`);
  }
  isRunning = false;
}

/** Runs a Node.js program, and returns its exit status. */
function run(...args) {
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).on('close', resolve);
  });
}
