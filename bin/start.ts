#!/usr/bin/env node
// Starts the command, which is in the bundle beside this file.
import { join } from 'node:path';
import { runCached } from './code-cache';

/** Hash of the bundle, which the build inserts. */
declare const BUNDLE_HASH: string;

// Each chart line has code of its own.
const [, chartVersion = ''] = /\0--chart-version[=\0]([\d.]*)/.exec(process.argv.join('\0')) ?? [];
runCached(join(__dirname, 'bundle.js'), BUNDLE_HASH, chartVersion, require);
