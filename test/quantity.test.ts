import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { parseQuantity, resourceRequirements, storageQuantity } from '../lib/quantity';

describe('parseQuantity', () => {
  test.each([
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
  ])('reads %p as %p', (quantity, number) => {
    expect(parseQuantity(quantity)).toBeCloseTo(number, 12);
  });

  test.each([
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
  ])('does not read %p', (quantity) => {
    expect(parseQuantity(quantity)).toBeNaN();
  });
});

describe('storageQuantity', () => {
  test.each([
    ['10Gi', '10Gi'],
    [1024, '1024'],
    [Size.kibibytes(3), '3Ki'],
    [Size.mebibytes(512), '512Mi'],
    [Size.gibibytes(1), '1Gi'],
    [Size.tebibytes(2), '2Ti'],
  ])('writes %p as %s', (size, written) => {
    expect(storageQuantity(size)).toBe(written);
  });
});

describe('resourceRequirements', () => {
  test('keeps the wire format as it is', () => {
    const resources = {
      limits: { cpu: '2', 'nvidia.com/gpu': '1' },
      requests: { memory: '1Gi' },
      claims: [{ name: 'gpu' }],
    };
    expect(resourceRequirements(resources)).toEqual(resources);
  });

  test('keeps an empty map', () => {
    expect(resourceRequirements({})).toEqual({});
  });

  test('writes what cdk8s-plus-28 has', () => {
    const resources: Required<kplus.ContainerResources> = {
      cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(1.5) },
      memory: { request: Size.mebibytes(256), limit: Size.gibibytes(1) },
      ephemeralStorage: { request: Size.gibibytes(2), limit: Size.gibibytes(4) },
    };
    expect(resourceRequirements(resources)).toEqual({
      limits: { cpu: '1.5', memory: '1Gi', 'ephemeral-storage': '4Gi' },
      requests: { cpu: '250m', memory: '256Mi', 'ephemeral-storage': '2Gi' },
    });
  });

  test('leaves out limits where only requests are given', () => {
    expect(resourceRequirements({ cpu: { request: kplus.Cpu.millis(250) } })).toEqual({ requests: { cpu: '250m' } });
  });

  test('leaves out requests where only limits are given', () => {
    expect(resourceRequirements({ memory: { limit: Size.gibibytes(1) } })).toEqual({ limits: { memory: '1Gi' } });
  });

  test('knows ephemeral storage alone', () => {
    expect(resourceRequirements({ ephemeralStorage: { limit: Size.gibibytes(1) } })).toEqual({
      limits: { 'ephemeral-storage': '1Gi' },
    });
  });
});
