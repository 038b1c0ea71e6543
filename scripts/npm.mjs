import { execFileSync } from 'node:child_process';

/**
 * Runs npm, and returns what it prints. On Windows, npm is a batch file, which Node.js does not start. So this starts the
 * program of the npm that runs the script, if there is one.
 */
export function npm(args, options) {
  const program = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(program)
    ? execFileSync(process.execPath, [program, ...args], options)
    : execFileSync('npm', args, options);
}
