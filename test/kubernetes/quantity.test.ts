import { Size } from 'cdk8s';
import { parseQuantity, type Quantity, storageQuantity } from '../../lib/kubernetes/quantity';

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
      '1Gi ',
      ' 1Gi',
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

test('a storage quantity keeps a text unchanged, and a cdk8s Size in its unit', () => {
  const sizes = ['10Gi', 1024, Size.kibibytes(3), Size.mebibytes(512), Size.gibibytes(1), Size.tebibytes(2)];
  expect(sizes.map(storageQuantity)).toEqual(['10Gi', '1024', '3Ki', '512Mi', '1Gi', '2Ti']);
});
