import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { read } from './docs-pages';
import { nodePrograms, operating } from './migrating-releases';

// Commands in docs/operating.md that need no cluster.

const folder = mkdtempSync(join(tmpdir(), 'operating-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the programs for the container run, and print no secret', () => {
  const secrets = ['BACKEND_SECRET', 'OPENCHOREO_AUTH_CLIENT_SECRET', 'POSTGRES_PASSWORD', 'THUNDER_TOKEN'];
  const env = {
    ...Object.fromEntries(secrets.map((name) => [name, 'hunter2'])),
    BACKSTAGE_BASE_URL: 'https://console.example.com',
    OPENCHOREO_API_URL: 'http://127.0.0.1:1/api/v1',
    OPENCHOREO_AUTH_TOKEN_URL: 'http://127.0.0.1:1/oauth2/token',
    POSTGRES_HOST: '127.0.0.1',
    POSTGRES_PORT: '1',
    SQLITE_STORAGE_DIR: folder,
  };
  const printed = nodePrograms(operating).map((program) => {
    expect(() => new Script(program)).not.toThrow();
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', env });
    expect(stdout + stderr).not.toContain('hunter2');
    return stdout;
  });
  const all = printed.join('');
  expect(all).toContain('https://console.example.com/api/auth/openchoreo-auth/handler/frame');
  expect(all).toContain('POSTGRES_PASSWORD (set)');
  expect(all).toContain('OPENCHOREO_AUTH_TOKEN_URL http://127.0.0.1:1/oauth2/token');
  expect(all).toContain('connect ECONNREFUSED 127.0.0.1:1');
  expect(all).toContain(`may write to ${folder}`);
});

test.each([
  ['Thunder refused the credentials of the client', 401],
  ['Thunder does not answer at', 503],
])('the Job logs the documented message: %s', async (message, status) => {
  const thunder = createServer((_, answer) => answer.writeHead(status).end());
  await new Promise<void>((listening) => thunder.listen(0, '127.0.0.1', listening));
  const { port } = thunder.address() as AddressInfo;
  const env = {
    THUNDER_URL: `http://127.0.0.1:${port}`,
    CLIENT_ID: 'portal',
    CLIENT_SECRET: 'hunter2',
    WAIT_SECONDS: '0',
  };
  const job = spawn(process.execPath, [join(__dirname, '../job/register-redirect-urls.mjs')], {
    env: { ...env, REDIRECT_URLS: '[]' },
  });
  const logged = (await job.stderr.toArray()).join('');
  thunder.close();

  expect(logged).toContain(message);
  expect(logged).not.toContain('hunter2');
  expect(read('docs/troubleshooting.md')).toContain(`\`${message} …\` in the log of the Job`);
});
