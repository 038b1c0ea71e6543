#!/usr/bin/env node
// Starts the bundled command, which is the file beside this one.
import { join } from 'node:path';
import { runCached } from './code-cache';

runCached(join(__dirname, 'backstage-synth.bundle.js'));
