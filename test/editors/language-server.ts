import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(__dirname, '../..');

/** A place in a document, with the words of the Language Server Protocol. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** A problem in a document. */
interface Diagnostic {
  readonly range: { readonly start: Position };
  readonly message: string;
}

/** A proposal of a server, with the text that the editor inserts. */
export interface Completion {
  readonly label: string;
  readonly insertText?: string;
  readonly documentation?: string | { readonly value: string };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Parts of answers that the tests read. */
interface Answers {
  initialize: unknown;
  shutdown: unknown;
  'textDocument/hover': { readonly contents: { readonly value: string } } | null;
  'textDocument/completion': { readonly items: readonly Completion[] } | readonly Completion[] | null;
  'textDocument/diagnostic': { readonly items: readonly Diagnostic[] };
}

/** A language server that runs as a process, to which the tests talk as an editor does. */
export class LanguageServer {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly published = new Map<string, readonly Diagnostic[]>();
  private readonly listeners = new Set<() => void>();
  private received = Buffer.alloc(0);
  private requests = 0;
  private documents = 0;

  /**
   * Starts a server.
   *
   * @param script JavaScript file of the server
   * @param args its arguments
   * @param settings settings of the editor
   */
  constructor(
    script: string,
    args: readonly string[],
    private readonly settings: Readonly<Record<string, unknown>> = {},
  ) {
    this.process = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout?.on('data', (data: Buffer) => this.receive(data));
  }

  async initialize(): Promise<void> {
    const completionItem = { snippetSupport: true, documentationFormat: ['markdown'] };
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(ROOT).href,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { hover: { contentFormat: ['markdown'] }, completion: { completionItem }, diagnostic: {} },
      },
    });
    this.tell('initialized', {});
    this.tell('workspace/didChangeConfiguration', { settings: this.settings });
  }

  /** Ends the server, as an editor does. */
  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    await this.ask('shutdown', undefined);
    this.tell('exit', undefined);
    this.process.stdin?.end();
    await ended;
  }

  /** Opens a document in `environments/` that is not on the disk, and returns it. */
  open(languageId: 'yaml' | 'typescript', text: string): OpenDocument {
    this.documents++;
    const name = `environments/opened-${this.documents}.${languageId === 'yaml' ? 'yaml' : 'ts'}`;
    const { href: uri } = pathToFileURL(join(ROOT, name));
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return new OpenDocument(this, uri, text);
  }

  /** Sends a request and returns the answer. */
  async ask<Method extends keyof Answers>(method: Method, params: unknown): Promise<Answers[Method]> {
    this.requests++;
    const id = this.requests;
    const answer = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, params });
    const { result, error } = await answer;
    if (error) {
      throw new Error(`${method}: ${error.message}`);
    }
    // The server and the protocol guarantee the type.
    return result as Answers[Method];
  }

  /** Returns the problems that the server reports about a document. Waits for the first report. */
  async diagnosticsOf(uri: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uri);
      if (found) {
        return found;
      }
      await new Promise<void>((resolve) => this.listeners.add(resolve));
    }
  }

  private tell(method: string, params: unknown): void {
    this.send({ method, params });
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private receive(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    for (;;) {
      const start = this.received.indexOf('\r\n\r\n') + 4;
      const [, length = '0'] = /Content-Length: (\d+)/i.exec(this.received.subarray(0, start).toString()) ?? [];
      const end = start + Number(length);
      if (start < 4 || this.received.length < end) {
        return;
      }
      const message: Message = JSON.parse(this.received.subarray(start, end).toString());
      this.received = this.received.subarray(end);
      this.handle(message);
    }
  }

  private handle({ id, method, params, result, error }: Message): void {
    if (method === undefined && id !== undefined) {
      this.waiting.get(id)?.({ result, error });
      this.waiting.delete(id);
    } else if (id !== undefined) {
      this.send({ id, result: method === 'workspace/configuration' ? this.configuration(params) : null });
    } else if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as { uri: string; diagnostics: readonly Diagnostic[] };
      this.published.set(uri, diagnostics);
      for (const listener of this.listeners) {
        listener();
      }
      this.listeners.clear();
    }
  }

  private configuration(params: unknown): readonly unknown[] {
    const { items } = params as { items: readonly { readonly section?: string }[] };
    return items.map(({ section = '' }) => this.settings[section] ?? {});
  }
}

/** A document that is open in the editor. */
export class OpenDocument {
  constructor(
    private readonly server: LanguageServer,
    private readonly uri: string,
    private readonly text: string,
  ) {}

  /** Returns the text that the editor shows for the first appearance of a word. */
  hover(word: string): Promise<string> {
    return this.hoverAt(this.text.indexOf(word));
  }

  /** Returns the text that the editor shows at an index of the text. */
  async hoverAt(index: number): Promise<string> {
    const position = this.positionAt(index + 1);
    const answer = await this.server.ask('textDocument/hover', { textDocument: { uri: this.uri }, position });
    return answer?.contents.value ?? '';
  }

  /** Returns the proposals after the first appearance of a part of the text, by label. */
  async completeAfter(part: string): Promise<ReadonlyMap<string, Completion>> {
    const answer = await this.server.ask('textDocument/completion', {
      textDocument: { uri: this.uri },
      position: this.positionAt(this.text.indexOf(part) + part.length),
    });
    const found = answer === null ? [] : 'items' in answer ? answer.items : answer;
    return new Map(found.map((proposal) => [proposal.label, proposal]));
  }

  /** Returns the proposals at the end of the text, by label. */
  complete(): Promise<ReadonlyMap<string, Completion>> {
    return this.completeAfter(this.text);
  }

  /** Returns the problems in the text, each with the number of its line, as a server reports them on its own. */
  async diagnostics(): Promise<readonly string[]> {
    return (await this.server.diagnosticsOf(this.uri)).map(shown);
  }

  /** Returns the problems in the text, as a server reports them when the editor asks. */
  async pulledDiagnostics(): Promise<readonly string[]> {
    const { items } = await this.server.ask('textDocument/diagnostic', { textDocument: { uri: this.uri } });
    return items.map(shown);
  }

  private positionAt(index: number): Position {
    const lines = this.text.slice(0, index).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }
}

function shown({ range, message }: Diagnostic): string {
  return `${range.start.line + 1}: ${message}`;
}
