import { createHash } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { PreviewHost } from '../../bin/preview/protocol';
import type { FileState } from '../messages';

/** Milliseconds between two looks at a file. Looking works on every file system, and after a file was replaced. */
const INTERVAL = 250;

/** Tells open pages about changes of the values files. */
export class FileChanges {
  private readonly pages = new Set<ServerResponse>();
  private states: FileState[] = [];

  constructor(private readonly host: PreviewHost) {}

  /** Begins to watch the files. */
  start(): void {
    this.states = this.host.paths.map((_, file) => this.stateOf(file));
    for (const [file, path] of this.host.paths.entries()) {
      watchFile(path, { interval: INTERVAL }, () => this.look(file));
    }
  }

  /** Stops watching, and ends the connections to all pages. */
  stop(): void {
    for (const path of this.host.paths) {
      unwatchFile(path);
    }
    for (const page of this.pages) {
      page.end();
    }
  }

  /** Keeps a response open, and sends it each change. */
  add(page: ServerResponse): void {
    page.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    page.write(': connected\n\n');
    this.pages.add(page);
    page.on('close', () => this.pages.delete(page));
  }

  /** Returns the files as they are now. */
  current(): readonly FileState[] {
    for (const file of this.host.paths.keys()) {
      this.look(file);
    }
    return this.states;
  }

  /** Reads a file, and sends its text if it changed. */
  look(file: number): FileState {
    const before = this.states[file];
    const now = this.stateOf(file);
    this.states[file] = now;
    if (JSON.stringify(now) !== JSON.stringify(before)) {
      for (const page of this.pages) {
        page.write(`data: ${JSON.stringify({ file, ...now })}\n\n`);
      }
    }
    return now;
  }

  private stateOf(file: number): FileState {
    try {
      const values = this.host.read(file);
      return { ...values, version: versionOf(values.text) };
    } catch (error) {
      return { problem: this.host.messageOf(error) };
    }
  }
}

/** Returns a short text that differs for each text of a file. */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
