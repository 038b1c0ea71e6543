import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Returns the folder of the page, and the names of its files. No other file is served. */
export function pageFiles(): { folder: string; names: ReadonlySet<string> } {
  const folder = join(__dirname, 'page');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => extname(name) in TYPES) : [];
  return { folder, names: new Set(names) };
}

/** Returns the media type of a file of the page. */
export function typeOf(name: string): string {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}
