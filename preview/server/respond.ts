import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { PreviewHost } from '../../bin/preview/protocol';
import { pageFiles, typeOf } from './assets';
import type { FileChanges } from './file-changes';
import { isRenderRequest, isSaveRequest } from './requests';

/** The running preview that a request is for. */
export interface Context {
  readonly host: PreviewHost;
  /** First part of each path. Only the page that the command names knows it. */
  readonly token: string;
  readonly changes: FileChanges;
  readonly port: number;
}

/** Maximum number of bytes of a request. Values files have at most 1 MiB each. */
const MAX_REQUEST = 16 * 1024 * 1024;

/** The page loads nothing from other hosts, and runs no script of its HTML. Mermaid and CodeMirror set styles. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
};

/** An answer with a status and a message for people. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Answers a request. */
export function respond(request: IncomingMessage, response: ServerResponse, context: Context): void {
  for (const [name, value] of Object.entries(HEADERS)) {
    response.setHeader(name, value);
  }
  answer(request, response, context).catch((error) => {
    const status = error instanceof Refusal ? error.status : 500;
    const problem = error instanceof Refusal ? error.message : context.host.messageOf(error);
    if (!response.headersSent) {
      // The rest of a request that is refused is not read.
      response.setHeader('Connection', 'close');
      sendJson(response, { problem }, status);
    }
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const path = pathOf(request, context);
  if (request.method === 'GET') {
    get(path, response, context);
  } else if (request.method === 'POST') {
    refuseOtherOrigins(request, context);
    post(path, await readJson(request), response, context);
  } else {
    throw new Refusal(405, 'the method is not allowed');
  }
}

/** Returns the path of a request below the token. */
function pathOf({ headers, url = '' }: IncomingMessage, { port, token }: Context): string {
  // A page of another host can let its name lead to this machine (DNS rebinding). Its requests name that host.
  if (!hostsOf(port).includes(headers.host ?? '')) {
    throw new Refusal(421, 'the host is not this preview');
  }
  const [, given = '', path] = /^\/([^/?]*)\/([^?]*)$/.exec(url.replace(/\?.*$/, '')) ?? [];
  if (path === undefined || !isEqual(given, token)) {
    throw new Refusal(404, 'open the URL that backstage-synth preview printed');
  }
  return path;
}

function hostsOf(port: number): string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers do not write port 80, which is the default.
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

function isEqual(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Refuses requests that a page of another origin, or no page, makes. */
function refuseOtherOrigins({ headers }: IncomingMessage, { port }: Context): void {
  if (!hostsOf(port).some((host) => headers.origin === `http://${host}` && headers.host === host)) {
    throw new Refusal(403, 'the origin is not this preview');
  }
  if (headers['content-type'] !== 'application/json') {
    throw new Refusal(415, 'the content is not JSON');
  }
}

function get(path: string, response: ServerResponse, { host, changes }: Context): void {
  if (path === 'session') {
    sendJson(response, { ...host.session, states: changes.current() });
  } else if (path === 'events') {
    changes.add(response);
  } else {
    sendFile(path === '' ? 'index.html' : path, response);
  }
}

function sendFile(name: string, response: ServerResponse): void {
  const { folder, names } = pageFiles();
  if (!names.has(name)) {
    throw new Refusal(404, 'there is no such file');
  }
  response.setHeader('Content-Type', typeOf(name));
  response.end(readFileSync(join(folder, name)));
}

function post(path: string, content: unknown, response: ServerResponse, { host, changes }: Context): void {
  if (path === 'render' && isRenderRequest(content)) {
    sendJson(response, host.render(content));
  } else if (path === 'save' && isSaveRequest(content) && host.paths[content.file] !== undefined) {
    const { file, text, version } = content;
    const before = changes.look(file);
    const isSaved = 'version' in before && before.version === version;
    if (isSaved) {
      host.save(file, text);
    }
    sendJson(response, { isSaved, state: isSaved ? changes.look(file) : before });
  } else {
    throw new Refusal(400, 'the request is malformed');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_REQUEST) {
      throw new Refusal(413, 'the request is too large');
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'the content is not JSON');
  }
}

function sendJson(response: ServerResponse, content: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(content));
}
