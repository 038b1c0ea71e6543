// Starts the command and a browser for the tests.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Path of the built command. */
export const command = fileURLToPath(new URL('../../build/bin/backstage-synth.js', import.meta.url));

/** Options of Chromium: no sandbox, which root cannot use, and no service that would ask for another host. */
const CHROMIUM_OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Values of chart 1.2 without a warning. */
export const VALUES = `# Values of the portal
backstage:
  baseUrl: https://console.example.com
  secretName: portal-credentials
  replicas: 1
  database:
    type: postgresql
  http:
    hostnames:
      - console.example.com
openchoreoApi:
  http:
    hostnames:
      - api.example.com
gateway:
  tls:
    hostname: '*.example.com'
security:
  oidc:
    issuer: https://id.example.com
    authorizationUrl: https://id.example.com/authorize
    tokenUrl: https://id.example.com/token
`;

/** Starts a browser. The variable CHROMIUM names another one than that of the npm package. */
export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? (await packaged()), args: CHROMIUM_OPTIONS });
}

function packaged() {
  // Its ES module names another export than its declarations.
  const exported = createRequire(import.meta.url)('@sparticuz/chromium');
  return (exported.default ?? exported).executablePath();
}

/** Makes a folder with files, and removes it after the tests. */
export function folderWith(files, after) {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Renders values in a folder. */
export function render(folder, args) {
  execFileSync(process.execPath, [command, ...args], { cwd: folder, stdio: 'ignore' });
}

/**
 * Starts the command in a folder.
 *
 * @returns its process, the URL that it prints, and a promise of its exit status
 */
export async function start(folder, args, after, program = command) {
  const child = spawn(process.execPath, [program, 'preview', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  after(() => {
    child.kill();
    return ended;
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    ended.then((status) => reject(new Error(`the command ended with status ${status}: ${errors}`)));
  });
  return { child, url, ended };
}
