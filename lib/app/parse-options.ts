import { InputError } from '../util/input-error';
import { nearest } from '../util/nearest';

// `parseArgs` of Node.js does the same, but Node.js compiles it in each run, which takes about 2 % of the time of a run.
// The command's own code is cached.

/** Thrown if the command line is wrong. The message contains the problem and its fix. */
export class UsageError extends InputError {}

/** Option of a command: `boolean` takes no value. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** Name of one letter. */
  readonly short?: string;
  /** Whether all values of a repeated option count, instead of the last one. */
  readonly multiple?: boolean;
}

type Options = Readonly<Record<string, Option>>;

type ValueOf<Known extends Option> = Known extends { readonly type: 'boolean' }
  ? boolean
  : Known extends { readonly multiple: true }
    ? string[]
    : string;

/** Options and positional arguments of a command line. */
export interface ParsedOptions<Known extends Options> {
  readonly values: { readonly [Name in keyof Known]?: ValueOf<Known[Name]> };
  readonly positionals: readonly string[];
}

/**
 * Parses the options and positional arguments of a command: `--name VALUE`, `--name=VALUE`, `-n VALUE`, `-nVALUE`,
 * `-n=VALUE`, several options of one letter as in `-qh`, and `--`, after which all arguments are positional.
 *
 * @param args the arguments after the command's name
 * @param options the options that the command has, by name
 * @throws UsageError if an option is unknown, lacks its value, or has one but takes none
 */
export function parseOptions<const Known extends Options>(
  args: readonly string[],
  options: Known,
): ParsedOptions<Known> {
  const values: Record<string, boolean | string | string[]> = {};
  const positionals: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      positionals.push(...rest.splice(0));
    } else if (arg.startsWith('--')) {
      const [name = ''] = arg.slice(2).split('=', 1);
      const inline = arg.includes('=') ? arg.slice(name.length + 3) : undefined;
      set(name, optionOf(`--${name}`, name), inline);
    } else if (arg.startsWith('-') && arg !== '-') {
      setShort([...arg.slice(1)]);
    } else {
      positionals.push(arg);
    }
  }
  // Each value has the type of its option.
  return { values: values as ParsedOptions<Known>['values'], positionals };

  function optionOf(given: string, name: string): Option {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) {
      const suggestion = nearest(name, Object.keys(options));
      throw new UsageError(
        `unknown option ${given}${suggestion === undefined ? '' : `, did you mean --${suggestion}?`}`,
      );
    }
    return option;
  }

  /** Sets options of one letter. The letters after one that takes a value are its value. */
  function setShort(letters: readonly string[]): void {
    for (const [index, letter] of letters.entries()) {
      const name = Object.keys(options).find((each) => options[each]?.short === letter) ?? letter;
      const option = optionOf(`-${letter}`, name);
      if (option.type === 'string') {
        const value = letters.slice(index + 1).join('');
        set(name, option, value === '' ? undefined : value.replace(/^=/, ''));
        return;
      }
      set(name, option, undefined);
    }
  }

  function set(name: string, option: Option, inline: string | undefined): void {
    if (option.type === 'boolean') {
      if (inline !== undefined) {
        throw new UsageError(`--${name} takes no value; remove the value`);
      }
      values[name] = true;
      return;
    }
    const value = inline ?? rest.shift();
    if (value === undefined) {
      throw new UsageError(`--${name} requires a value; write --${name}=VALUE`);
    }
    if (inline === undefined && value.startsWith('-') && value !== '-') {
      // The value may be a secret.
      throw new UsageError(`--${name} requires a value; if its value starts with a hyphen, write --${name}=VALUE`);
    }
    const before = values[name];
    if (Array.isArray(before)) {
      before.push(value);
    } else {
      values[name] = option.multiple ? [value] : value;
    }
  }
}

/** Returns the value of an option as messages show it. */
export function shown(text: string): string {
  return text === '' ? 'an empty string' : text;
}
