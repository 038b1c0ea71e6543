import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { blockYaml } from '../../lib/util/block-yaml';

/** Formats a map with js-yaml alone. */
function reference(map: object): string {
  return dump(map, { noRefs: true, lineWidth: -1 });
}

function ours(map: object): string {
  return blockYaml(map, Object.entries);
}

const TEXTS = [
  ...['', ' ', 'a', 'A b', 'a  b', 'a:b', 'a: b', 'a :b', 'a b:', 'a:', '/', '/a/b.c', 'https://x.example.com:80/a-b'],
  ...[
    '-',
    '--',
    '---',
    '--config',
    '-a',
    '- a',
    '-.inf',
    '-1',
    '.5',
    '.',
    '...',
    '..',
    'a.',
    'a..b',
    'a-',
    'a#b',
    'a #b',
  ],
  ...[
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    'null',
    'Null',
    '~',
    'true',
    'FALSE',
    'false',
    'tRue',
    'yes no',
    'NaN',
    '.nan',
  ],
  ...[
    '0',
    '00',
    '7007',
    '08',
    '0o7',
    '0x1F',
    '0b1',
    '1e3',
    '1.5',
    '1_000',
    '1:30',
    '10.0.0.1',
    '2026-11-22',
    '+1',
    '12E',
  ],
  ...[
    '0s',
    '24h',
    '1m30s',
    '1Gi',
    '100m',
    '1G',
    '0x',
    '5d',
    '=',
    '<<',
    '*',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '?',
    '? a',
    '|',
    '>',
  ],
  ...[
    '{}',
    '[]',
    '[a',
    'a]',
    'a,b',
    "a'b",
    '"a"',
    'a"b',
    'a\\b',
    'a\tb',
    '\t',
    'ü',
    'a ü',
    '\u2028',
    '\u0000',
    '\ud800',
    '\ufeff',
  ],
  ...[
    'a\n',
    'a\nb',
    'a\nb\n',
    '\n',
    '\na',
    ' a\nb',
    'a\n b',
    'a \nb',
    'a\n\nb',
    'a\n\n',
    'a\nb ',
    '#a\nb',
    'a\n#b',
    '- a\n- b',
  ],
  ...[
    'a: 1\nb:\n  - c\n',
    'a\r\nb',
    'a\n\tb',
    'ü\na',
    '---\na',
    'a\n---\n',
    '\n\n',
    'a\n\n\nb\n',
    '${A}',
    '$(A)',
    '%[1]s',
  ],
  ...['x'.repeat(300), 'word '.repeat(60), `${'x'.repeat(1100)}`],
];

const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ maxLength: 8 }),
  fc.stringMatching(/^[-\w./: \n#]{0,10}$/),
  fc.stringMatching(/^[0-9.eExXobsmhKMGTi_:-]{0,6}$/),
);
const scalar = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('tree'), { maxLength: 4 }), tie('map')),
  map: fc.dictionary(text, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
}));

test('writes every tree as js-yaml does', () => {
  fc.assert(
    fc.property(fc.dictionary(text, tree, { maxKeys: 5, noNullPrototype: true }), (map) => {
      expect(ours(map)).toBe(reference(map));
    }),
    { numRuns: 3000 },
  );
});

test.each(TEXTS)('writes %j as js-yaml does, as a key, a value and an entry', (each) => {
  for (const map of [
    { [each]: 1 },
    { a: each },
    { a: { b: each } },
    { a: [each] },
    { a: [{ b: each }] },
    { a: [[each]] },
  ]) {
    expect(ours(map)).toBe(reference(map));
  }
  expect(ours({ a: { [each]: { b: each } } })).toBe(reference({ a: { [each]: { b: each } } }));
});

test('leaves out members that are undefined, and asks for the order of each map', () => {
  const reversed = (map: object) => Object.entries(map).reverse();
  expect(blockYaml({ a: 1, b: { c: undefined, d: [{ e: 1, f: 2 }] } }, reversed)).toBe(
    'b:\n  d:\n    - f: 2\n      e: 1\na: 1\n',
  );
});
