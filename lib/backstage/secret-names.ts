// This file is the vocabulary of secrets. Keys, variables, headers, options of commands and parameters of URLs use it.

function wordList(text: string): readonly string[] {
  return text.split(' ');
}

/** Ends of names of secrets. The words of a name are joined before the comparison. */
const SECRET_ENDS = wordList(
  'secret password passwd passphrase passcode pwd token credential authorization connectionstring basicauth ' +
    'userpass',
);

/** Words before `key` at the ends of names of secrets. */
const KEY_KINDS = wordList(
  'api app application private secret access account shared storage service master root admin client server ' +
    'backend signing sign signature encryption encrypt decryption crypto cipher aes hmac jwt jwe cookie session ' +
    'auth ssl tls ssh rsa dsa ecdsa gpg pgp pem deploy license integration subscription function ingest write',
);

/** Last words of names of secrets that are too short to be the end of a longer word. */
const SECRET_WORDS = wordList(
  'bearer pass pw pat cred cookie jwt dsn otp psk dbpass pgpass userpass rootpass adminpass smtppass ftppass ' +
    'ldappass sqlpass',
);

/** Names of Kubernetes Secrets, not of their content. */
const SECRET_REFERENCES = /(?:existing|pull|tls|kubernetes|k8s)secret$/;

/** Last words of names of secrets and of many other values. Such a value is a secret only if it looks random. */
const AMBIGUOUS_WORDS = wordList('key auth salt seed signature sig sign code hash session sid webhook license pin');

/** Names of secrets that people choose themselves. A number can be one. */
const CHOSEN = /(?:secret|password|passwd|passphrase|passcode|pwd|pass|pw|psk|otp|pin)$/;

/** Words that do not change the meaning of the name before them, as in TOKEN_VALUE or PASSWORD_OLD. */
const NEUTRAL_WORDS = wordList(
  'value values val data text string plain plaintext raw content literal inline default base64 b64 encoded ' +
    'current previous old new next primary secondary main prod production staging stage dev development test',
);

/** Systems that a secret may be for, as in TOKEN_GITHUB. */
const SYSTEM_WORDS = wordList('github gitlab db database postgres redis rw ro');

/** Words that make a name the name of an amount, as in MAX_TOKENS. */
const AMOUNT_WORDS = wordList(
  'max maximum min minimum num number count total limit budget input output prompt context',
);

/** Longest part of a name that is judged: its end. */
const MOST_CHARACTERS = 200;

/** Returns the words of a name in lower case, such as `client` and `secret` for clientSecret or CLIENT_SECRET. */
function wordsOf(name: string): string[] {
  return name
    .slice(-MOST_CHARACTERS)
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/**
 * Returns the names that a name may stand for: without a plural and digits at its end, and without neutral words there.
 *
 * Each is a list of words.
 */
function meanings(name: string): string[][] {
  const found: string[][] = [];
  const words = wordsOf(name);
  for (;;) {
    const last = words.pop();
    if (last === undefined) {
      return found;
    }
    const singular = withoutPlural(last.replace(/\d{1,9}$/, ''));
    found.push([...words, singular]);
    if (!isNeutralWord(last) && !SYSTEM_WORDS.includes(last)) {
      return found;
    }
  }
}

/** Returns a word without an `s` at its end, as in `tokens`, but not in `pass`. */
function withoutPlural(word: string): string {
  return word.length > 1 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function isNeutralWord(word: string): boolean {
  return NEUTRAL_WORDS.includes(word) || /^v?\d{1,9}$/.test(word);
}

function endsWithOne(text: string, ends: readonly string[]): boolean {
  return ends.some((end) => text.endsWith(end));
}

function hasSecretEnd(joined: string): boolean {
  return (
    endsWithOne(joined, SECRET_ENDS) ||
    (joined.endsWith('key') && endsWithOne(joined.slice(0, -'key'.length), KEY_KINDS))
  );
}

/** Checks whether a name is that of a secret: its last word says so. `tokenUrl` and `secretName` are not. */
export function isSecretName(name: string): boolean {
  return meanings(name).some((words) => {
    const joined = words.join('');
    return (hasSecretEnd(joined) && !SECRET_REFERENCES.test(joined)) || SECRET_WORDS.includes(words.at(-1) ?? '');
  });
}

/** Checks whether a name is that of a secret or of another value, such as `key`. */
export function isAmbiguousName(name: string): boolean {
  return meanings(name).some((words) => AMBIGUOUS_WORDS.includes(words.at(-1) ?? '') && !words.includes('public'));
}

/** Checks whether a name is that of a secret that people choose, which can be a short number. */
export function isChosenSecret(name: string): boolean {
  return meanings(name).some((words) => CHOSEN.test(words.join('')));
}

/** Checks whether a name is that of an amount, such as MAX_TOKENS. Its value is a number. */
export function isAmount(name: string): boolean {
  return wordsOf(name).some((word) => AMOUNT_WORDS.includes(word)) || /tokens$/i.test(name);
}

/** Checks whether a key only says that the value of the key above it follows, as in `secret: { value: x }`. */
export function isNeutralKey(key: string): boolean {
  return wordsOf(key).every(isNeutralWord);
}

/** Ends of names of several secrets. */
const PLURALS = wordList('secrets passwords tokens keys passphrases');

/** Checks whether a name is that of several secrets, such as `tokens`, so that the keys below it name only their use. */
export function isPluralSecret(name: string): boolean {
  return endsWithOne(name.toLowerCase(), PLURALS) && isSecretName(name);
}
