import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, contents, ended, fleet, leftovers, NEW, OLD, parent, rendered, start } from './fleet';

// Runs that write the same folder at the same time. Each is the first process of a container, with the same process id.

const UNSHARE = ['unshare', '--pid', '--fork', '--mount-proc'];
const canUnshare = spawnSync(UNSHARE[0] ?? '', [...UNSHARE.slice(1), 'true']).status === 0;

const size = 10;
const outputs = new Map([OLD, NEW].map((baseUrl) => [baseUrl, rendered(size, baseUrl)]));

describe.each([
  ['in one PID namespace', []],
  ['in a PID namespace each', UNSHARE],
])('%s', (_, prefix) => {
  const outdir = join(parent, 'at-once');
  beforeEach(() => rmSync(outdir, { recursive: true, force: true }));
  const run = prefix.length === 0 || canUnshare ? test : test.skip;

  run(
    'leaves the complete output of one of several runs',
    async () => {
      for (let round = 0; round < 2; round++) {
        const runs = [OLD, NEW, OLD, NEW].map((baseUrl) => ended(start(size, baseUrl, outdir, prefix)));
        const statuses = await Promise.all(runs);
        expect([0, 3]).toEqual(expect.arrayContaining(statuses));
        const left = contents(outdir);
        expect([...outputs.values()]).toContainEqual(left);
        // The runs whose output is there succeeded.
        const isOf = (index: number) => outputs.get(index % 2 === 0 ? OLD : NEW)?.[FILE] === left?.[FILE];
        expect(statuses.filter((status, index) => isOf(index) && status === 0).length).toBeGreaterThan(0);
        expect(leftovers(outdir)).toEqual([]);
      }
    },
    120_000,
  );

  run(
    'succeeds with all runs of the same output',
    async () => {
      const runs = Array.from({ length: 10 }, () => ended(start(size, OLD, outdir, prefix)));
      expect(await Promise.all(runs)).toEqual(Array(10).fill(0));
      expect(contents(outdir)).toEqual(outputs.get(OLD));
      expect(leftovers(outdir)).toEqual([]);
    },
    120_000,
  );

  run(
    'succeeds with runs of the same output, if some write one environment',
    async () => {
      const all = Array.from({ length: 3 }, () => start(size, OLD, outdir, prefix));
      const one = Array.from({ length: 5 }, () => start(size, OLD, outdir, prefix, ['--only', 'environment-3']));
      expect(await Promise.all([...all, ...one].map(ended))).toEqual(Array(8).fill(0));
      expect(contents(outdir)).toEqual(outputs.get(OLD));
      expect(leftovers(outdir)).toEqual([]);
      expect(readdirSync(outdir).filter((name) => name.startsWith('.'))).toEqual([]);
    },
    120_000,
  );
});

/** A file that differs between the outputs. */
const FILE = '/environment-0/Deployment.openchoreo-ui.k8s.yaml';

(canUnshare ? test : test.skip)('stops the first process of a container at a signal', () => {
  const outdir = join(parent, 'stopped');
  const sender = join(parent, 'sender.cjs');
  writeFileSync(
    sender,
    `const fs = require('node:fs');
const write = fs.writeFileSync;
fs.writeFileSync = (...args) => { write(...args); process.kill(process.pid, 'SIGTERM'); };
`,
  );
  const [command = '', ...args] = [...UNSHARE, process.execPath, '--require', sender, app];
  const run = spawnSync(command, args, { env: fleet(size, OLD, outdir), encoding: 'utf8' });
  expect(run).toMatchObject({ status: 143, stderr: `stopped by SIGTERM, so ${outdir} is unchanged; run again\n` });
  expect(leftovers(outdir)).toEqual([]);
});
