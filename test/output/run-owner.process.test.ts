import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { hasEnded, isRunOwner, thisProcess } from '../../lib/output/run-owner';
import { DEAD } from './support';

const self = thisProcess();

test('describes this process, and survives JSON', () => {
  expect(self.pid).toBe(process.pid);
  expect(isRunOwner(JSON.parse(JSON.stringify(self)))).toBe(true);
  expect(hasEnded(JSON.parse(JSON.stringify(self)))).toBe(false);
});

test('knows that a process on this system ended', () => {
  expect(hasEnded({ ...self, ...DEAD })).toBe(true);
  expect(hasEnded({ ...self, pid: spawnSync('true').pid })).toBe(true);
});

test('knows nothing of processes on other systems and in other PID namespaces', () => {
  for (const other of [{ host: 'other' }, { boot: 'other' }, { boot: undefined }, { pidNamespace: 'other' }]) {
    expect(hasEnded({ ...self, ...other, ...DEAD })).toBeUndefined();
  }
});

(self.started === undefined ? describe.skip : describe)('on Linux', () => {
  test('knows a later process with the same id by its start time', () => {
    expect(hasEnded({ ...self, started: '1' })).toBe(true);
    expect(hasEnded({ ...self, pid: process.ppid })).toBe(true);
  });

  test('knows nothing of a process whose start time is unknown', () => {
    expect(hasEnded({ ...self, started: undefined })).toBeUndefined();
  });

  test('counts a killed process as ended, although its parent has not read its status', async () => {
    // The shell does not wait for its child.
    const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; kill -9 $!; exec sleep 60'], { stdio: 'pipe' });
    const pid = Number(await new Promise((resolve) => shell.stdout.once('data', resolve)));
    const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    while (fields()[0] !== 'Z') {
      await setTimeout(5);
    }
    expect(hasEnded({ ...self, pid, started: fields()[19] })).toBe(true);
    shell.kill('SIGKILL');
  });
});

test.each([null, 1, 'text', [], {}, { pid: 1 }, { ...self, pid: 0 }, { ...self, pid: -1 }, { ...self, pid: '1' }])(
  'does not take other JSON for the description of a process: %j',
  (value) => {
    expect(isRunOwner(value)).toBe(false);
  },
);
