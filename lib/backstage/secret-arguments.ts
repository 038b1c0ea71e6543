import { isSecretName } from './secret-names';
import { IN_COMMANDS, isReference, isSetting, SCHEME } from './secret-texts';
import { isSecret } from './secrets';

/** Options whose value is a user, often with a password after a colon. */
const USER_OPTION = /^-{1,2}(?:u|user|proxy-user|basic-auth|auth|login)$/i;

/** Name of an option, a variable or a header, and the text after it. */
const NAMED = /^(-{1,2}|\/)?([A-Za-z_][\w.-]*)(?:([=:])(.*))?$/s;

/**
 * Returns the positions of the arguments that contain a plain-text secret.
 *
 * An argument can be the script of a shell, so that each of its words is judged like an argument.
 */
export function secretArguments(args: readonly string[]): number[] {
  const found = new Set<number>();
  const judge = new Judge();
  for (const [index, argument] of args.entries()) {
    // A reference such as $(cat /run/token) is one word.
    const text = argument.replace(IN_COMMANDS, '$$REFERENCE');
    for (const word of text.split(/[\s"'`]+/)) {
      if (judge.isSecret(word)) {
        found.add(index);
      }
    }
    if (isSecret('', text, IN_COMMANDS)) {
      found.add(index);
    }
  }
  return [...found];
}

/** Reads the words of a command in order. */
class Judge {
  /** Name of the secret that the next word is; empty if it is none. */
  private name = '';
  /** Whether the next word is a user, possibly with a password. */
  private isUser = false;

  isSecret(word: string): boolean {
    if (word === '') {
      return false;
    }
    const { name, isUser } = this;
    if (name !== '' && SCHEME.test(word)) {
      return false;
    }
    this.name = '';
    this.isUser = USER_OPTION.test(word);
    const [, option, key = '', separator, value] = NAMED.exec(word) ?? [];
    if (name !== '' && option === undefined) {
      return isSecret(name, word, IN_COMMANDS);
    }
    if (isUser && hasPassword(word)) {
      return true;
    }
    if (isSecretName(key) && (value === '' || (separator === undefined && option !== undefined))) {
      this.name = key;
      return false;
    }
    return separator === ':' ? isSecretName(key) && isSecret(key, value, IN_COMMANDS) : isSecretAssignment(word);
  }
}

/** Checks whether a word such as `admin:hunter2` contains a password. Two numbers are the ids of a user and a group. */
function hasPassword(word: string): boolean {
  const password = word.slice(word.indexOf(':') + 1);
  return word.includes(':') && password !== '' && !/^\d+$/.test(password) && !isReference(password, IN_COMMANDS);
}

/** Checks whether a word assigns a secret to a name, as `--token=x`, or `--from-literal=token=x`. */
function isSecretAssignment(word: string): boolean {
  const parts = word.split('=');
  const at = parts.findIndex((part, index) => index < parts.length - 1 && isSecretName(part));
  return (
    at !== -1 &&
    !isSetting(parts[at + 1] ?? '') &&
    isSecret(parts[at] ?? '', parts.slice(at + 1).join('='), IN_COMMANDS)
  );
}
