import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { parseOptions, UsageError } from '../../lib/app/parse-options';
import { runs } from '../random';

const OPTIONS = {
  values: { type: 'string', short: 'f', multiple: true },
  namespace: { type: 'string', short: 'n' },
  set: { type: 'string', multiple: true },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
} as const;

test.each<[string[], object, string[]?]>([
  [[], {}],
  [['portal', '-', 'other'], {}, ['portal', '-', 'other']],
  [['--values', 'a', '--values=b'], { values: ['a', 'b'] }],
  [['-f', 'a', '-fb', '-f=c', '-f', '-'], { values: ['a', 'b', 'c', '-'] }],
  [['--namespace', 'a', '-n', 'b'], { namespace: 'b' }],
  [['--set', 'a=b=c', '--set=d=-e', '--set='], { set: ['a=b=c', 'd=-e', ''] }],
  [['-qh'], { quiet: true, help: true }],
  [['-qfa', '-qn', 'b'], { quiet: true, values: ['a'], namespace: 'b' }],
  [['--quiet', '--quiet'], { quiet: true }],
  [['one', '--quiet', '--', '--help', '-f'], { quiet: true }, ['one', '--help', '-f']],
])('parses %j', (args, values, positionals = []) => {
  expect(parseOptions(args, OPTIONS)).toEqual({ values, positionals });
});

test.each([
  [['--valeus', 'a'], 'unknown option --valeus, did you mean --values?'],
  [['--valeus=hunter2'], 'unknown option --valeus, did you mean --values?'],
  [['--constructor'], 'unknown option --constructor'],
  [['--__proto__'], 'unknown option --__proto__'],
  [['-x'], 'unknown option -x'],
  [['-qx'], 'unknown option -x'],
  [['--f', 'a'], 'unknown option --f'],
  [['--namespace'], '--namespace requires a value; write --namespace=VALUE'],
  [['-f'], '--values requires a value; write --values=VALUE'],
  [['--set', '--quiet'], '--set requires a value; if its value starts with a hyphen, write --set=VALUE'],
  [['--set', '-hunter2'], '--set requires a value; if its value starts with a hyphen, write --set=VALUE'],
  [['--quiet=hunter2'], '--quiet takes no value; remove the value'],
  [['--help='], '--help takes no value; remove the value'],
])('refuses %j: %s', (args, message) => {
  expect(() => parseOptions(args, OPTIONS)).toThrow(new UsageError(message));
});

test('parses 20,000 options', () => {
  const args = Array.from({ length: 20_000 }, (_, index) => `--set=a${index}=1`);
  expect(parseOptions(args, OPTIONS).values.set).toHaveLength(20_000);
});

test('parses 100,000 letters', () => {
  expect(parseOptions([`-${'q'.repeat(100_000)}`], OPTIONS)).toEqual({ values: { quiet: true }, positionals: [] });
  expect(() => parseOptions([`-${'q'.repeat(100_000)}x`], OPTIONS)).toThrow(new UsageError('unknown option -x'));
});

const anyArgument = fc.oneof(
  fc.constantFrom(
    '--',
    '-',
    '',
    '-f',
    '-n',
    '-q',
    '-h',
    '--values',
    '--namespace',
    '--set',
    '--quiet',
    '--help',
    'a=b',
  ),
  fc.stringMatching(/^-[fnqhx]{1,3}a?$/),
  fc.stringMatching(/^--(values|set|quiet|vals)=(-?a|)$/),
  fc.stringMatching(/^(-{0,3}[a-z]{0,3}|--[a-z-]{0,3})$/),
);

test('does the same as the parser of Node.js, which has no -n=VALUE', () => {
  const attempt = (parse: () => { readonly values: object; readonly positionals: readonly string[] }) => {
    try {
      const { values, positionals } = parse();
      return { values: { ...values }, positionals };
    } catch {
      return 'refused';
    }
  };
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(anyArgument, { maxLength: 6 }), (args) => {
      const parsed = attempt(() => parseOptions(args, OPTIONS));
      expect(parsed).toEqual(attempt(() => parseArgs({ args, options: OPTIONS, allowPositionals: true })));
      accepted += parsed === 'refused' ? 0 : 1;
    }),
    { numRuns: runs(3000) },
  );
  expect(accepted).toBeGreaterThan(runs(600));
});
