// Entry of the bundle. The command and the library share its code, which halves the size of the npm package.
import type { Program } from './code-cache';
import { host, type Peers } from './peers';

/** Runs the command. */
export const command: Program['command'] = () => {
  const run = require('./command-line') as typeof import('./command-line');
  return () => run.purpose;
};

/** Loads the library, which extends the classes of the user's packages. */
export function library(peers: Peers): typeof import('../lib') {
  host.peers = peers;
  return require('../lib');
}
