import { setImmediate } from 'node:timers/promises';
import { holdSignals, receivedSignal, releaseSignals } from '../../lib/util/signals';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Earlier tests in this process may have released signals a moment ago.
beforeEach(() => setImmediate());
afterEach(() => jest.restoreAllMocks());

const listeners = () => SIGNALS.map((signal) => process.listenerCount(signal));

test('handles signals only until each user has released them', async () => {
  const before = listeners();
  holdSignals();
  holdSignals();
  expect(listeners()).toEqual(before.map((count) => count + 1));
  releaseSignals();
  await setImmediate();
  expect(listeners()).toEqual(before.map((count) => count + 1));
  releaseSignals();
  await setImmediate();
  expect(listeners()).toEqual(before);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('delays %s, and ends the process afterwards', async (signal, status) => {
  const kill = jest.spyOn(process, 'kill').mockReturnValue(true);
  const exit = jest.spyOn(process, 'exit').mockImplementation();
  holdSignals();
  process.emit(signal, signal);
  expect(receivedSignal()).toBe(signal);
  expect(kill).not.toHaveBeenCalled();
  releaseSignals();
  await setImmediate();
  expect(kill).toHaveBeenCalledWith(process.pid, signal);
  // The first process of a container survives the signal.
  expect(exit).toHaveBeenCalledWith(status);
  expect(receivedSignal()).toBeUndefined();
});
