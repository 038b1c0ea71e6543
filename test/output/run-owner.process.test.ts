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
    const later = spawn('sleep', ['60']);
    try {
      expect(hasEnded({ ...self, pid: later.pid ?? 0 })).toBe(true);
    } finally {
      later.kill('SIGKILL');
    }
  });

  test('knows nothing of a process whose start time is unknown', () => {
    expect(hasEnded({ ...self, started: undefined })).toBeUndefined();
  });

  test('counts a killed process as ended, although its parent has not read its status', async () => {
    // The shell becomes another program before its child ends, because a shell may read the status of a child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: 'pipe' });
    try {
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      await until(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
      process.kill(pid, 'SIGKILL');
      const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      await until(() => fields()[0] === 'Z');
      expect(hasEnded({ ...self, pid, started: fields()[19] })).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

test.each([null, 1, 'text', [], {}, { pid: 1 }, { ...self, pid: 0 }, { ...self, pid: -1 }, { ...self, pid: '1' }])(
  'does not take other JSON for the description of a process: %j',
  (value) => {
    expect(isRunOwner(value)).toBe(false);
  },
);

/** Waits until a condition holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await setTimeout(5);
  }
}
