import type { Size } from 'cdk8s';

/** Kubernetes quantity in wire format: `500m`, `2Gi`, `1.5`, `2`. */
export type Quantity = string | number;

/** Divisors of the suffixes below 1. Division by a power of ten is exact, but multiplication by its inverse is not. */
const DIVISORS: Readonly<Record<string, number>> = { n: 1e9, u: 1e6, m: 1e3 };

/** Factors of the other suffixes. */
const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Suffixes of powers of 1000, from nano to exa. */
const DECIMAL_SUFFIXES: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Suffixes of powers of 1024. */
const BINARY_SUFFIXES: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** Number of nano units in 1. Kubernetes keeps no smaller parts of a quantity. */
const NANO = 10n ** 9n;

/** Largest exponent of amounts here, so that they stay small enough to compare. */
const MAX_EXPONENT = 400;

/** Largest amount that Kubernetes keeps if it has a binary suffix. */
const BINARY_MAXIMUM = 2n ** 63n - 1n;

/** Sign, digits before and after the point, suffix and exponent of a quantity. */
const QUANTITY = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/**
 * Converts a quantity to a number in the resource's base unit (cores, bytes); NaN if it is not a quantity.
 *
 * The grammar is that of Kubernetes' resource.Quantity: a decimal number with an SI or binary suffix or an exponent.
 */
export function parseQuantity(quantity: Quantity): number {
  const [, sign = '', integer = '', fraction = '', digits = fraction, suffix = '', exponent] =
    QUANTITY.exec(trimmed(quantity)) ?? [];
  const number = integer || digits ? `${sign}${integer || '0'}.${digits || '0'}` : Number.NaN;
  if (exponent !== undefined) {
    return Number(`${number}e${exponent}`);
  }
  const divisor = DIVISORS[suffix];
  return divisor === undefined ? Number(number) * (SUFFIXES[suffix] ?? Number.NaN) : Number(number) / divisor;
}

/** Returns an amount of storage or memory in wire format. */
export function storageQuantity(size: Size | Quantity): string {
  return typeof size === 'object' ? size.asString() : String(size);
}

/**
 * Returns a quantity as Kubernetes' resource.Quantity prints it: `2` for `2000m`, `500m` for `0.5`, `1Gi` for `1024Mi`.
 *
 * Binary suffixes, decimal suffixes and exponents stay what they are, unless Kubernetes changes them too. A text that is
 * no quantity, or that Kubernetes cannot keep, is unchanged.
 */
export function canonicalQuantity(quantity: Quantity): string {
  const text = trimmed(quantity);
  const [, sign, , , , suffix = '', exponent] = QUANTITY.exec(text) ?? [];
  if (sign === undefined || text.length > 40 || Math.abs(Number(exponent ?? 0)) > 40) {
    return String(quantity);
  }
  const binary = suffix === '' ? -1 : BINARY_SUFFIXES.indexOf(suffix);
  const signed = nanoAmount(quantity);
  const amount = signed < 0n ? -signed : signed;
  if (amount === 0n) {
    return '0';
  }
  const isBinary = binary !== -1 && amount >= 1024n * NANO && amount % NANO === 0n;
  const printed = isBinary ? binaryText(amount / NANO) : decimalText(amount, exponent !== undefined);
  return printed === undefined ? text : `${sign === '-' ? '-' : ''}${printed}`;
}

/**
 * Returns a quantity in units of 1e-9, without loss. It rounds smaller parts up, as Kubernetes does. A text that is no
 * quantity is 0.
 */
export function nanoAmount(quantity: Quantity): bigint {
  const [, sign, integer = '', fraction = '', digits = fraction, suffix = '', exponent = '0'] =
    QUANTITY.exec(trimmed(quantity)) ?? [];
  const binary = suffix === '' ? -1 : BINARY_SUFFIXES.indexOf(suffix);
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix);
  const exponents = Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, Number(exponent)));
  const power = (decimal === -1 ? 0 : 3 * decimal - 9) + exponents - digits.length;
  const amount = nanos(BigInt(integer + digits) * 1024n ** BigInt(Math.max(binary, 0)), power);
  return sign === '-' ? -amount : amount;
}

/** Returns a quantity as text. The API server ignores spaces around it. */
function trimmed(quantity: Quantity): string {
  const text = String(quantity);
  return text.includes(' ') ? text.replace(/^ +|(?<! ) +$/g, '') : text;
}

/** Returns `number` times a power of ten in nano units. It rounds up, as Kubernetes does. */
function nanos(number: bigint, power: number): bigint {
  const shift = power + 9;
  if (shift >= 0) {
    return number * 10n ** BigInt(shift);
  }
  const divisor = 10n ** BigInt(-shift);
  return (number + divisor - 1n) / divisor;
}

function binaryText(amount: bigint): string | undefined {
  if (amount > BINARY_MAXIMUM) {
    return undefined;
  }
  const [number, power] = withoutFactor(amount, 1024n);
  return `${number}${BINARY_SUFFIXES[power]}`;
}

function decimalText(amount: bigint, hasExponent: boolean): string | undefined {
  const [number, power] = withoutFactor(amount, 1000n);
  const suffix = DECIMAL_SUFFIXES[power];
  if (hasExponent) {
    return power === 3 ? String(number) : `${number}e${3 * power - 9}`;
  }
  return suffix === undefined ? undefined : `${number}${suffix}`;
}

/** Returns a number without a factor, and how often the number contained it. */
function withoutFactor(number: bigint, factor: bigint): [bigint, number] {
  let [left, count] = [number, 0];
  while (left % factor === 0n) {
    left /= factor;
    count += 1;
  }
  return [left, count];
}
