#!/usr/bin/env node
// Starts the command, which is in the bundle beside this file.
import { join } from 'node:path';
import { runCached } from './code-cache';

runCached(join(__dirname, 'bundle.js'));
