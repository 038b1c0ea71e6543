// A server on the loopback interface with the part of Thunder's API that the Job uses.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { isJsonMap, type JsonMap, type JsonValue } from '../../lib/util/json';

/** Spelling of members in requests and answers: `client_id` in old versions of Thunder, `clientId` in new ones. */
export type Spelling = 'old' | 'new';

/** Names of members by spelling. */
export const NAMES = {
  old: { clientId: 'client_id', secret: 'client_secret', urls: 'redirect_uris', inbound: 'inbound_auth_config' },
  new: { clientId: 'clientId', secret: 'clientSecret', urls: 'redirectUris', inbound: 'inboundAuthConfig' },
} as const;

/** An answer to a request: its status, and a text or JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: string | JsonMap;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the stub received. */
export interface Received {
  /** Method and path, such as `GET /applications`. */
  readonly what: string;
  readonly body: string;
}

/** Settings of {@link ThunderStub}. */
export interface ThunderStubProps {
  /** Secret of the client that may sign in. */
  readonly secret: string;
  /** Spelling of members. @default 'old' */
  readonly spelling?: Spelling;
  /** Registered applications by id. @default {} */
  readonly applications?: Readonly<Record<string, JsonMap>>;
  /** Whether the list of applications contains their client ids. @default true */
  readonly listsClientIds?: boolean;
  /** Returns an answer to a request that replaces the stub's own. @default - the stub answers as Thunder does */
  readonly answer?: (what: string, count: number) => Answer | undefined;
  /** Port to listen on. @default - any free port */
  readonly port?: number;
}

/** Token that the stub issues. */
export const TOKEN = 'test-token-5f0c1a';

/** A stand-in for Thunder. */
export class ThunderStub {
  /** All requests, in order. */
  readonly received: Received[] = [];
  /** Registered applications by id, as Thunder stores them, with secrets. */
  readonly applications: Map<string, JsonMap>;

  private readonly server: Server;

  private constructor(private readonly props: ThunderStubProps) {
    this.applications = new Map(
      Object.entries(props.applications ?? {}).map(([id, application]) => [id, { id, ...application }]),
    );
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(props: ThunderStubProps): Promise<ThunderStub> {
    const stub = new ThunderStub(props);
    await new Promise<void>((done) => stub.server.listen(props.port ?? 0, '127.0.0.1', done));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Requests that change something. */
  get writes(): Received[] {
    return this.received.filter(({ what }) => /^(?:POST|PUT|PATCH|DELETE) \/applications/.test(what));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const what = `${request.method} ${request.url}`;
    const count = this.received.filter((received) => received.what === what).length;
    this.received.push({ what, body });
    const answer = this.props.answer?.(what, count) ?? this.answer(what, body, request.headers);
    const json = typeof answer.body !== 'string';
    response.writeHead(answer.status, { 'content-type': json ? 'application/json' : 'text/html', ...answer.headers });
    response.end(json ? answer.body && JSON.stringify(answer.body) : answer.body);
  }

  private answer(what: string, body: string, headers: IncomingMessage['headers']): Answer {
    if (what === 'POST /oauth2/token') {
      return this.token(new URLSearchParams(body), headers['content-type']);
    }
    if (headers.authorization !== `Bearer ${TOKEN}`) {
      return { status: 401, body: { code: 'AUTH-1001', message: `no token, got ${headers.authorization}` } };
    }
    const id = decodeURIComponent(what.replace(/^\S+ \/applications\/?/, ''));
    const application = this.applications.get(id);
    switch (what.split('/', 2).join('/')) {
      case 'GET /applications':
        return id === '' ? { status: 200, body: this.list() } : found(application && this.withoutSecrets(application));
      case 'PUT /applications':
        return application ? this.save(id, JSON.parse(body), 200) : found(undefined);
      case 'POST /applications':
        return this.save(`new-${this.applications.size}`, JSON.parse(body), 201);
      default:
        return { status: 404, body: 'no such path' };
    }
  }

  private token(form: URLSearchParams, contentType: string | undefined): Answer {
    const { secret } = this.props;
    if (contentType?.split(';')[0] !== 'application/x-www-form-urlencoded' || form.get('scope') !== 'system') {
      return { status: 400, body: { error: 'invalid_request', error_description: form.toString() } };
    }
    if (form.get('grant_type') !== 'client_credentials' || form.get('client_secret') !== secret) {
      const description = `wrong secret ${form.get('client_secret')} of ${form.get('client_id')}`;
      return { status: 401, body: { error: 'invalid_client', error_description: description } };
    }
    return { status: 200, body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600, scope: 'system' } };
  }

  private list(): JsonMap {
    const { clientId } = NAMES[this.props.spelling ?? 'old'];
    const { listsClientIds = true } = this.props;
    const applications = [...this.applications].map(([id, { name, ...application }]) => ({
      id,
      name,
      ...(listsClientIds && { [clientId]: application[clientId] }),
    }));
    return { totalResults: applications.length, count: applications.length, applications };
  }

  /** Stores exactly what was sent. A client that was sent without a secret has none from then on. */
  private save(id: string, sent: JsonMap, status: number): Answer {
    const { clientId, inbound } = NAMES[this.props.spelling ?? 'old'];
    const isTaken = [...this.applications].some(([other, { name }]) => other !== id && name === sent.name);
    if (isTaken) {
      return { status: 409, body: { code: 'APP-1022', message: 'name is taken', description: JSON.stringify(sent) } };
    }
    const [first] = (sent[inbound] ?? []) as readonly JsonMap[];
    const config = first?.config;
    const client = isJsonMap(config) ? config[clientId] : undefined;
    const saved = { id, ...sent, ...(client !== undefined && { [clientId]: client }) };
    this.applications.set(id, saved);
    return { status, body: saved };
  }

  private withoutSecrets(application: JsonMap): JsonMap {
    const { secret } = NAMES[this.props.spelling ?? 'old'];
    return JSON.parse(JSON.stringify(application, (key, value: JsonValue) => (key === secret ? undefined : value)));
  }
}

function found(application: JsonMap | undefined): Answer {
  return application ? { status: 200, body: application } : { status: 404, body: { code: 'APP-1001' } };
}
