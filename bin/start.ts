#!/usr/bin/env node
// Starts the command, which is in the bundle beside this file.
import { join } from 'node:path';
import { runCached } from './code-cache';

/** Hash of the bundle, which the build inserts. */
declare const BUNDLE_HASH: string;

runCached(join(__dirname, 'bundle.js'), BUNDLE_HASH, require);
