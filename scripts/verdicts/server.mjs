// Asks the API server of a cluster whether it takes objects, without changing the cluster.
import { spawn, spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';

/** Number of requests at the same time. */
const PARALLEL = 4;
/** Maximum number of characters of a message. */
const MAX_MESSAGE = 300;

/** Access to the API server through `kubectl proxy`. Objects are tried in one namespace. */
export class Server {
  #agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });
  #resources = new Map();

  /** Starts `kubectl proxy` and reads the server's version. */
  static async start({ command, namespace }) {
    const proxy = spawn(command, ['proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const port = await new Promise((resolve, reject) => {
      let output = '';
      const read = (text) => {
        output += text;
        const [, found] = /127\.0\.0\.1:(\d+)/.exec(output) ?? [];
        if (found) {
          resolve(Number(found));
        }
      };
      proxy.stdout.on('data', read);
      proxy.stderr.on('data', read);
      proxy.on('error', reject);
      proxy.on('exit', () => reject(new Error(`kubectl proxy ended: ${output.trim()}`)));
    });
    const server = new Server(proxy, port, namespace);
    const { body } = await server.send('GET', '/version');
    server.version = JSON.parse(body).gitVersion;
    return server;
  }

  constructor(proxy, port, namespace) {
    this.proxy = proxy;
    this.port = port;
    this.namespace = namespace;
  }

  stop() {
    this.#agent.destroy();
    this.proxy.kill();
  }

  /** Returns the answers about many objects, in their order. An object of an unknown kind gets `undefined`. */
  async askAll(objects) {
    const answers = new Array(objects.length);
    let next = 0;
    const work = async () => {
      while (next < objects.length) {
        const index = next++;
        answers[index] = await this.ask(objects[index]);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    return answers;
  }

  /** Returns whether the server takes an object in server-side apply with strict field validation, and its message. */
  async ask(object) {
    const resource = await this.#resourceOf(object);
    if (resource === undefined) {
      return undefined;
    }
    const { apiVersion, metadata } = object;
    const scope = resource.namespaced ? `/namespaces/${this.namespace}` : '';
    const path = `${groupPath(apiVersion)}${scope}/${resource.name}/${encodeURIComponent(metadata.name)}`;
    const query = 'dryRun=All&fieldManager=verdicts&force=true&fieldValidation=Strict';
    const moved = resource.namespaced ? { ...object, metadata: { ...metadata, namespace: this.namespace } } : object;
    const { status, body } = await this.send('PATCH', `${path}?${query}`, JSON.stringify(moved));
    const ok = status === 200 || status === 201;
    return ok ? { ok } : { ok, message: messageOf(body).replaceAll(`${this.namespace}/`, '').slice(0, MAX_MESSAGE) };
  }

  async #resourceOf({ apiVersion, kind }) {
    if (!this.#resources.has(apiVersion)) {
      const { status, body } = await this.send('GET', groupPath(apiVersion));
      this.#resources.set(apiVersion, status === 200 ? JSON.parse(body).resources : []);
    }
    return this.#resources.get(apiVersion).find((each) => each.kind === kind && !each.name.includes('/'));
  }

  send(method, path, body) {
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/apply-patch+yaml' };
      const sent = request(
        { agent: this.#agent, port: this.port, host: '127.0.0.1', method, path, headers },
        (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString() }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** Runs a function with a server and a namespace, and deletes the namespace afterwards. */
export async function inNewNamespace(run, command = process.env.KUBECTL ?? 'kubectl') {
  const namespace = `verdicts-${process.pid}`;
  const { status, stderr, error } = spawnSync(command, ['create', 'namespace', namespace], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(error?.message ?? stderr.trim());
  }
  const server = await Server.start({ command, namespace });
  try {
    await run(server);
  } finally {
    server.stop();
    spawnSync(command, ['delete', 'namespace', namespace, '--wait=false'], { stdio: 'ignore' });
  }
}

function groupPath(apiVersion) {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function messageOf(body) {
  try {
    return JSON.parse(body).message ?? body;
  } catch {
    return body;
  }
}
