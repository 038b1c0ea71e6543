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

/**
 * Converts a quantity to a number in the resource's base unit (cores, bytes); NaN if it is not a quantity.
 *
 * The grammar is that of Kubernetes' resource.Quantity: a decimal number with an SI or binary suffix or an exponent.
 */
export function parseQuantity(quantity: Quantity): number {
  const [, number, suffix = '', exponent] =
    /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(quantity)) ?? [];
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
