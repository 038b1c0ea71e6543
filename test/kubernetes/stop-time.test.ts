import { longSleep } from '../../lib/kubernetes/stop-time';

const shell = (command: string) => ({ preStop: { exec: { command: ['/bin/sh', '-c', command] } } });

test.each<[unknown, unknown, number]>([
  [{ preStop: { exec: { command: ['sleep', '30'] } } }, undefined, 30],
  [shell('sleep 60'), undefined, 60],
  [shell('nginx -s quit; sleep 20 && sleep 20'), 35, 40],
  [shell('/bin/sleep 1m'), 45, 60],
  [{ preStop: { sleep: { seconds: 20 } } }, 20, 20],
])('the hook %j leaves no time to stop in %p seconds', (lifecycle, grace, seconds) => {
  expect(longSleep(lifecycle, grace)).toEqual({ seconds, graceSeconds: grace ?? 30 });
});

test.each<[unknown, unknown]>([
  [undefined, undefined],
  [{ preStop: { exec: { command: ['sleep', '10'] } } }, undefined],
  [shell('sleep 60'), 90],
  [shell('nosleep 60; ./sleep-well 60'), undefined],
  [{ preStop: { httpGet: { port: 80 } } }, undefined],
  [{ postStart: { exec: { command: ['sleep', '60'] } } }, undefined],
])('the hook %j leaves time to stop in %p seconds', (lifecycle, grace) => {
  expect(longSleep(lifecycle, grace)).toBeUndefined();
});
