import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PreviewModule, RunningPreview } from '../../bin/preview/protocol';
import { FileChanges } from './file-changes';
import { respond } from './respond';

/** Number of the interface that this package is built for. The type holds it to the number of the command. */
export const protocol: PreviewModule['protocol'] = 1;

/** Address of the loopback interface. No other machine can connect to it. */
const LOOPBACK = '127.0.0.1';

/**
 * Starts the server on the loopback interface.
 *
 * @param host functions that render values, and read and save files
 * @param port port to listen on; 0 is any free port
 */
export const servePreview: PreviewModule['servePreview'] = async (host, port) => {
  const token = randomBytes(24).toString('base64url');
  const changes = new FileChanges(host);
  const server = createServer((request, response) => {
    respond(request, response, { host, token, changes, port: portOf(server) });
  });
  // A page that never ends its request must not hold a connection.
  server.requestTimeout = 30_000;
  await listen(server, port);
  changes.start();
  return {
    url: `http://${LOOPBACK}:${portOf(server)}/${token}/`,
    close: () => close(server, changes),
  } satisfies RunningPreview;
};

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => resolve());
  });
}

function close(server: Server, changes: FileChanges): Promise<void> {
  changes.stop();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
