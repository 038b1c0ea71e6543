import type { Size } from 'cdk8s';

/** A Kubernetes quantity in wire format: `500m`, `2Gi`, `1.5`, `2`. */
export type Quantity = string | number;

/** What a suffix divides by: a power of ten divides exactly, and its inverse is not exact. */
const DIVISORS: Readonly<Record<string, number>> = { n: 1e9, u: 1e6, m: 1e3 };

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
 * The number that a quantity stands for, in the resource's base unit (cores, bytes); NaN where it is not one.
 *
 * Follows the grammar of Kubernetes' resource.Quantity: a decimal number with an SI or binary suffix or an exponent.
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

/** Wire format of an amount of storage or memory. */
export function storageQuantity(size: Size | Quantity): string {
  return typeof size === 'object' ? size.asString() : String(size);
}
