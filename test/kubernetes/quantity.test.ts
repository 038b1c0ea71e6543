import { Size } from 'cdk8s';
import fc from 'fast-check';
import {
  canonicalQuantity,
  nanoAmount,
  parseQuantity,
  type Quantity,
  storageQuantity,
} from '../../lib/kubernetes/quantity';

describe('a quantity', () => {
  test('may have any suffix or exponent', () => {
    const expected: readonly [Quantity, number][] = [
      ['0', 0],
      ['2', 2],
      [2, 2],
      [0.5, 0.5],
      ['1.5', 1.5],
      ['1.', 1],
      ['.5', 0.5],
      ['+1', 1],
      ['-1', -1],
      ['500m', 0.5],
      ['250u', 0.00025],
      ['5n', 5e-9],
      ['1k', 1000],
      ['1M', 1e6],
      ['1G', 1e9],
      ['1T', 1e12],
      ['1P', 1e15],
      ['1E', 1e18],
      ['1Ki', 1024],
      ['1.5Mi', 1572864],
      ['2Gi', 2147483648],
      ['1Ti', 1099511627776],
      ['1Pi', 1125899906842624],
      ['1Ei', 2 ** 60],
      ['1e3', 1000],
      ['1E3', 1000],
      ['12e-1', 1.2],
      ['1e+3', 1000],
      [' 1Gi ', 2 ** 30],
    ];
    const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
    const wrong = expected.filter(([quantity, number]) => !isNear(parseQuantity(quantity), number));
    expect(wrong).toEqual([]);
  });

  test('has no other form', () => {
    const others = [
      '',
      ' ',
      '8 gigs',
      '1 Gi',
      'Gi',
      '.',
      '1K',
      '1gi',
      '1GiB',
      '1mi',
      '\t1Gi',
      '1Gi\n',
      '1e',
      '1e1.5',
      '1e3Gi',
      '0x10',
      '1,5',
      '--1',
      'NaN',
      'Infinity',
    ];
    expect(others.filter((text) => !Number.isNaN(parseQuantity(text)))).toEqual([]);
  });
});

test.each<[Quantity, bigint]>([
  ['1', 10n ** 9n],
  [' -1 ', -(10n ** 9n)],
  ['1n', 1n],
  ['0.1n', 1n],
  ['1Ei', 2n ** 60n * 10n ** 9n],
  ['9007199254740993', 9007199254740993n * 10n ** 9n],
  ['1e-2', 10n ** 7n],
])('the amount of %j is exact, in units of 1e-9', (quantity, amount) => {
  expect(nanoAmount(quantity)).toBe(amount);
});

test('a storage quantity keeps a text unchanged, and a cdk8s Size in its unit', () => {
  const sizes = ['10Gi', 1024, Size.kibibytes(3), Size.mebibytes(512), Size.gibibytes(1), Size.tebibytes(2)];
  expect(sizes.map(storageQuantity)).toEqual(['10Gi', '1024', '3Ki', '512Mi', '1Gi', '2Ti']);
});

describe('a canonical quantity', () => {
  // A control plane printed each of these.
  test.each<[Quantity, string]>([
    ['2000m', '2'],
    [0.5, '500m'],
    [2, '2'],
    ['1.50', '1500m'],
    ['.5', '500m'],
    ['1024Mi', '1Gi'],
    ['0.5Gi', '512Mi'],
    ['1.5Ki', '1536'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['0.1Ei', '115292150460684697600m'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['1024M', '1024M'],
    ['0.001T', '1G'],
    ['10e1', '100'],
    ['1536e2', '153600'],
    ['2e4', '20e3'],
    ['0Ki', '0'],
    ['-2000m', '-2'],
    ['+1', '1'],
    ['007', '7'],
    [' 1024Mi', '1Gi'],
  ])('of %j is %s, as Kubernetes prints it', (quantity, printed) => {
    expect(canonicalQuantity(quantity)).toBe(printed);
  });

  test.each(['8 gigs', '', '1K', '1e999', '1000E', '10Ei'])(
    'of %j is the text, which Kubernetes cannot keep',
    (text) => {
      expect(canonicalQuantity(text)).toBe(text);
    },
  );

  const SUFFIXES = ['', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti', 'e0', 'e3', 'E2', 'e-2'];
  const quantities = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.nat(99999),
      fc.constantFrom('', '.', '.5', '.25', '.050'),
      fc.constantFrom(...SUFFIXES),
    )
    .map((parts) => parts.join(''));

  test('has the same value', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        const [before, after] = [parseQuantity(quantity), parseQuantity(canonicalQuantity(quantity))];
        expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-12 * Math.abs(before) + 1e-9);
      }),
    );
  });

  test('is canonical', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        const printed = canonicalQuantity(quantity);
        expect(canonicalQuantity(printed)).toBe(printed);
      }),
    );
  });

  test('gets no binary suffix that the quantity does not have, and no fraction', () => {
    fc.assert(
      fc.property(quantities, (quantity) => {
        const printed = canonicalQuantity(quantity);
        expect(printed.includes('.')).toBe(false);
        expect(printed.endsWith('i') && !quantity.endsWith('i')).toBe(false);
      }),
    );
  });
});
