// These helpers read configurations with Backstage's config loader, and generate trees to test with.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigSource, ConfigSources, FileConfigSource } from '@backstage/config-loader';
import fc from 'fast-check';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { isJsonMap, type JsonMap, type JsonValue } from '../lib/util/json';

/** Keys of directives that make Backstage read another source. */
const DIRECTIVES = ['$env', '$file', '$include'];

/**
 * Keys of the prototype of every map.
 *
 * Backstage's variables cannot contain them, and its files cannot contain `__proto__`.
 */
export const PROTOTYPE_KEYS = Object.getOwnPropertyNames(Object.prototype);

/** Texts that YAML, Backstage or Kubernetes may misinterpret, as keys and as values. */
const ODD_TEXTS = [
  ...[
    '',
    ' ',
    '-',
    '- a',
    '? a',
    ': a',
    'a: b',
    '# a',
    'a #b',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '{',
    '[',
    ',',
  ],
  ...[
    'null',
    'Null',
    '~',
    'true',
    'True',
    'on',
    'off',
    'yes',
    'No',
    'y',
    '.inf',
    '-.INF',
    '.nan',
    '<<',
    '=',
    '---',
    '...',
  ],
  ...[
    '0',
    '-1',
    '+1',
    '007',
    '0o7',
    '0x1F',
    '0b1',
    '1_000',
    '1.0',
    '1.',
    '.5',
    '1e3',
    '1e+21',
    '12:30:45',
    '2001-01-01',
  ],
  ...[
    '"',
    "'",
    '"a"',
    "'a'",
    '\\',
    '\\n',
    'a\nb',
    'a\n',
    '\na',
    '\n',
    'a\n\nb\n\n',
    ' a\n  b',
    'a\tb',
    '\t',
    'a\r\nb',
    '\r',
  ],
  ...[
    'a ',
    ' a',
    'a\u00a0b',
    '\u0000',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\ud83d\ude80',
    'schlüssel',
    '鍵',
    'a'.repeat(1100),
  ],
  ...[
    '$',
    '$$',
    '$a',
    'a$',
    '${NAME}',
    '$${NAME}',
    '$$${NAME}',
    '${NAME:-x}',
    '${',
    '${}',
    '${ NAME }',
    '$(NAME)',
    '$$(NAME)',
    '$(',
  ],
  ...['a_b', '_a', 'a_', 'a-b', 'a.b', 'a:b', '1a', 'a b', 'a/b', 'A', 'a1', `${'long text '.repeat(50)}`],
];

const plainKey = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,3}$/);
/** Any text. `fc.string({ unit: 'binary' })` generates the same, but takes a second to create. */
const anyText = fc
  .array(fc.oneof(fc.integer({ max: 0xd7ff, min: 0 }), fc.integer({ max: 0x10ffff, min: 0xe000 })), { maxLength: 10 })
  .map((codePoints) => String.fromCodePoint(...codePoints));
const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), anyText, fc.string({ unit: 'grapheme' }));
const isNoDirective = (key: string) => !DIRECTIVES.includes(key) && !PROTOTYPE_KEYS.includes(key);

const { tree } = fc.letrec<{ tree: JsonMap; value: JsonValue; leaf: JsonValue }>((tie) => ({
  leaf: fc.oneof(
    oddText,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.maxSafeInteger(),
    // JSON has no infinity, NaN or negative zero.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('tree'),
  ),
  tree: fc.dictionary(
    fc.oneof({ arbitrary: plainKey, weight: 4 }, { arbitrary: oddText.filter(isNoDirective), weight: 1 }),
    tie('value'),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

/** Any configuration that JSON can express, without Backstage's directives. */
export const anyConfig: fc.Arbitrary<JsonMap> = tree;

/**
 * Configurations that variables are likely to express.
 *
 * They have no `$`, and the first level has plain keys without null.
 */
export const plainConfig: fc.Arbitrary<JsonMap> = fc
  .dictionary(plainKey, fc.oneof(tree, fc.array(tree), oddText, fc.integer()), { maxKeys: 5, noNullPrototype: true })
  .map((config) => JSON.parse(JSON.stringify(config).replaceAll('$', 'S')));

/** Calls `use` with a temporary folder that contains the files. */
export async function withFolder<T>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), 'app-config-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Returns the configuration that Backstage reads from a file.
 *
 * The value of a variable NAME is `<NAME>`, and the variable NONE is not set.
 *
 * @param text text of the file
 * @param parse parser of the text; YAML by default
 */
export function readFile(text: string, parse?: (text: string) => JsonMap): Promise<JsonMap> {
  return withFolder({ 'app-config.extra.yaml': text }, async (folder) => {
    const source = FileConfigSource.create({
      path: join(folder, 'app-config.extra.yaml'),
      watch: false,
      substitutionFunc,
      ...(parse && { parser: async ({ contents }) => ({ result: parse(contents) as object as Parsed }) }),
    });
    return dataOf(source);
  });
}

type Parsed = { readonly [key: string]: string };

/** Returns the value of a variable in `readFile` and `readAll`. */
export async function substitutionFunc(name: string): Promise<string | undefined> {
  return name === 'NONE' ? undefined : `<${name}>`;
}

async function dataOf(source: ConfigSource): Promise<JsonMap> {
  for await (const { configs } of source.readConfigData()) {
    return configs[0]?.data as JsonMap;
  }
  throw new Error('the source has nothing');
}

/** Returns the configuration that Backstage reads from its arguments, variables and the files in `folder`. */
export async function readAll(folder: string, args: readonly string[], env: readonly EnvVar[]): Promise<unknown> {
  const source = ConfigSources.default({
    rootDir: folder,
    argv: args.map((word) => (word.endsWith('.yaml') ? join(folder, word) : word)),
    env: Object.fromEntries(env.map(({ name, value }) => [name, value])),
    substitutionFunc,
    watch: false,
  });
  const config = await ConfigSources.toConfig(source);
  config.close();
  return config.getOptional();
}

/** Checks whether a configuration contains a reference to a variable that Backstage would replace. */
export function hasReference(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') {
    return /\$\{[^{}]*\}/.test(value);
  }
  return isJsonMap(value) || Array.isArray(value) ? Object.values(value).some(hasReference) : false;
}
