import { constants } from 'node:os';

// Signals that end a process by default. While work is in progress that must be cleaned up, they wait until its end.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type Signal = (typeof SIGNALS)[number];

let holders = 0;
let received: Signal | undefined;

/** Delays signals until {@link releaseSignals} is called as often as this function. */
export function holdSignals(): void {
  holders += 1;
  if (holders === 1) {
    for (const signal of SIGNALS) {
      process.on(signal, receive);
    }
  }
}

/** Returns the delayed signal that the process received last. */
export function receivedSignal(): string | undefined {
  return received;
}

/** Ends the delay. If the process received a signal, the signal then has its usual effect. */
export function releaseSignals(): void {
  // Node.js delivers a signal that arrived during synchronous work before it calls this function.
  setImmediate(() => {
    holders -= 1;
    if (holders > 0) {
      return;
    }
    for (const signal of SIGNALS) {
      process.off(signal, receive);
    }
    const signal = received;
    received = undefined;
    // If the program has its own handler, Node.js has called it already.
    if (signal !== undefined && process.listenerCount(signal) === 0) {
      process.kill(process.pid, signal);
      // The first process of a container ignores the signals that it does not handle.
      process.exit(128 + constants.signals[signal]);
    }
  });
}

function receive(signal: NodeJS.Signals): void {
  received = SIGNALS.find((known) => known === signal);
}
