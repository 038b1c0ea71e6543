import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderWith, start, VALUES } from './support.mjs';

// Other pages and programs of the machine must not read or change anything through the server.

async function serve(t, files = { 'values.yaml': VALUES }) {
  const folder = folderWith(files, (end) => t.after(end));
  const { url, child, ended } = await start(folder, ['-f', 'values.yaml', '--chart-version', '1.2.3'], (end) =>
    t.after(end),
  );
  const { host, port, pathname } = new URL(url);
  return { folder, child, ended, host, port: Number(port), path: pathname, origin: `http://${host}` };
}

/** Sends a request, and returns the status, headers and text of the answer. */
function send({ port, method = 'GET', path, headers, body = '' }) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const content = { 'Content-Type': 'application/json' };
const rendering = JSON.stringify({
  texts: [VALUES],
  chartVersion: '1.2.3',
  fidelity: 'exact',
  base: { type: 'saved' },
  showSecrets: false,
});

test('answers only requests with its token', async (t) => {
  const { port, path } = await serve(t);
  assert.equal((await send({ port, path })).status, 200);
  for (const other of ['/', '/session', `/x${path.slice(2)}`, `${path.slice(0, -2)}/session`, `//${path}`]) {
    const { status, text } = await send({ port, path: other });
    assert.equal(status, 404, other);
    assert.match(text, /open the URL/);
  }
});

test('answers only requests to its own name, against DNS rebinding', async (t) => {
  const { port, path, origin } = await serve(t);
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]) {
    assert.equal((await send({ port, path, headers: { Host: host } })).status, 421, host);
  }
  const headers = { ...content, Origin: origin, Host: `evil.example:${port}` };
  assert.equal((await send({ port, method: 'POST', path: `${path}render`, headers, body: rendering })).status, 421);
  assert.equal((await send({ port, path, headers: { Host: `localhost:${port}` } })).status, 200);
});

test('renders and saves only for its own page', async (t) => {
  const { port, path, origin, folder } = await serve(t);
  const { states } = JSON.parse((await send({ port, path: `${path}session` })).text);
  const body = JSON.stringify({ file: 0, text: 'changed', version: states[0].version });
  for (const headers of [
    content,
    { ...content, Origin: 'https://evil.example' },
    { ...content, Origin: 'null' },
    { ...content, Origin: `http://localhost:${port}` },
    { ...content, Origin: `${origin}0` },
  ]) {
    const { status } = await send({ port, method: 'POST', path: `${path}save`, headers, body });
    assert.equal(status, 403, JSON.stringify(headers));
  }
  const plain = { Origin: origin, 'Content-Type': 'text/plain' };
  assert.equal((await send({ port, method: 'POST', path: `${path}save`, headers: plain, body })).status, 415);
  assert.equal((await send({ port, method: 'HEAD', path: `${path}events` })).status, 405);
  assert.equal((await send({ port, method: 'PUT', path: `${path}save`, headers: content, body })).status, 405);
  assert.equal(readFileSync(join(folder, 'values.yaml'), 'utf8'), VALUES);

  const headers = { ...content, Origin: origin };
  const { status, text } = await send({ port, method: 'POST', path: `${path}render`, headers, body: rendering });
  assert.equal(status, 200);
  assert.ok(JSON.parse(text).objects.length > 3);
});

test('refuses malformed and large requests', async (t) => {
  const { port, path, origin, folder } = await serve(t);
  const headers = { ...content, Origin: origin };
  const post = (name, body) => send({ port, method: 'POST', path: `${path}${name}`, headers, body });
  assert.equal((await post('render', '{')).status, 400);
  assert.equal((await post('render', '{"texts":"x"}')).status, 400);
  assert.equal((await post('save', '{"file":"../other","text":"","version":""}')).status, 400);
  assert.equal((await post('other', '{}')).status, 400);
  const { status } = await post('render', `"${'x'.repeat(17 * 1024 * 1024)}"`).catch(() => ({ status: 413 }));
  assert.equal(status, 413);
  const { states } = JSON.parse((await send({ port, path: `${path}session` })).text);
  const large = JSON.stringify({ file: 0, text: '#'.repeat(1024 * 1024 + 1), version: states[0].version });
  const refused = await post('save', large);
  assert.match(refused.text, /at most 1 MiB/);
  for (const file of [-1, 1, 7]) {
    assert.equal((await post('save', JSON.stringify({ file, text: 'x', version: '' }))).status, 400);
  }
  assert.equal(readFileSync(join(folder, 'values.yaml'), 'utf8'), VALUES);
  assert.equal((await send({ port, path })).status, 200);
});

test('serves no other file', async (t) => {
  const { port, path } = await serve(t);
  assert.equal((await send({ port, path: `${path}main.js` })).status, 200);
  for (const name of ['../index.js', '%2e%2e/index.js', 'values.yaml', '..%2findex.js', 'constructor', '.']) {
    assert.equal((await send({ port, path: `${path}${name}` })).status, 404, name);
  }
});

test('tells the browser to load and run nothing else', async (t) => {
  const { port, path } = await serve(t);
  for (const name of ['', 'main.js', 'session']) {
    const { headers } = await send({ port, path: `${path}${name}` });
    const policy = headers['content-security-policy'];
    assert.match(policy, /default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(policy, /https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['access-control-allow-origin'], undefined);
  }
  const html = (await send({ port, path })).text;
  assert.doesNotMatch(html, /<script(?![^>]*src=)|\son\w+=|https?:/);
});

test('listens on the loopback interface only', async (t) => {
  const { port } = await serve(t);
  const others = Object.values(networkInterfaces())
    .flat()
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const isRefused = await new Promise((resolve) => {
      const socket = connect({ host: address, port });
      socket.on('error', () => resolve(true));
      socket.on('connect', () => {
        socket.destroy();
        resolve(false);
      });
    });
    assert.equal(isRefused, true, address);
  }
});

test('ends on a signal, although a page is open', async (t) => {
  const { port, path, child, ended } = await serve(t);
  const events = request({ host: '127.0.0.1', port, path: `${path}events` });
  events.on('error', () => {});
  events.end();
  await new Promise((resolve) => events.once('response', resolve));
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('says that the port is in use', async (t) => {
  const { port, folder } = await serve(t);
  await assert.rejects(
    start(folder, ['-f', 'values.yaml', '--port', String(port)], (end) => t.after(end)),
    /status 2: .*cannot serve the preview on port \d+: address already in use.*use another --port/,
  );
});
