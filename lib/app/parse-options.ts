import { type ParseArgsConfig, parseArgs } from 'node:util';
import { InputError } from '../util/input-error';
import { nearest } from '../util/nearest';

/** Thrown if the command line is wrong. The message contains the problem and its fix. */
export class UsageError extends InputError {}

/** Options of a command by name, as `parseArgs` of Node.js takes them. */
type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and positional arguments of a command line. */
export type ParsedOptions<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Known; allowPositionals: true }>
>;

/**
 * Parses the options and positional arguments of a command.
 *
 * @param args the arguments after the command's name; undefined for those of the process
 * @param options the options that the command has, by name
 * @throws UsageError if an option is unknown, or lacks its value
 */
export function parseOptions<const Known extends Options>(
  args: readonly string[] | undefined,
  options: Known,
): ParsedOptions<Known> {
  try {
    return parseArgs({ args: args && [...args], options, allowPositionals: true });
  } catch (error) {
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(messageOf(error)) ?? [];
    if (unknown === undefined) {
      throw new UsageError(messageOf(error));
    }
    const suggestion = nearest(unknown.replace(/^-+/, ''), Object.keys(options));
    throw new UsageError(
      `unknown option ${unknown}${suggestion === undefined ? '' : `, did you mean --${suggestion}?`}`,
    );
  }
}

/** Returns the value of an option as messages show it. */
export function shown(text: string): string {
  return text === '' ? 'an empty string' : text;
}

/** Returns the message of an error in one line. Node.js writes some in several lines. */
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
}
