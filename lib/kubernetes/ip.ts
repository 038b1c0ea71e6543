/** Settings of {@link isIp} and {@link isCidr}. */
export interface IpOptions {
  /**
   * Whether older forms are accepted: leading zeros, IPv4 addresses in IPv6 form, and bits after the length of a
   * prefix. Kubernetes accepts them before 1.36.
   */
  readonly oldForms?: boolean;
}

/** Checks whether a text is an IPv4 or IPv6 address, as Kubernetes reads it. */
export function isIp(text: string, { oldForms = false }: IpOptions = {}): boolean {
  const address = readAddress(text, oldForms);
  return address !== undefined && (oldForms || !isMapped(address));
}

/** Checks whether a text is an IPv4 address. */
export function isIpv4(text: string): boolean {
  return net().isIPv4(text);
}

/** Returns the module for networks. It is loaded here, because it takes long and most renderings check no address. */
function net(): typeof import('node:net') {
  return require('node:net');
}

/** Checks whether a text is an address and the length of its prefix, such as `10.0.0.0/8`, as Kubernetes reads it. */
export function isCidr(text: string, { oldForms = false }: IpOptions = {}): boolean {
  const [, before = '', length = ''] = /^([^/]*)\/(\d+)$/.exec(text) ?? [];
  const address = readAddress(before, oldForms);
  if (address === undefined || Number(length) > address.size) {
    return false;
  }
  const hostBits = address.bits & ((1n << BigInt(address.size - Number(length))) - 1n);
  return oldForms || (/^(?:0|[1-9]\d*)$/.test(length) && !isMapped(address) && hostBits === 0n);
}

/** Checks whether all addresses of a block are in another block. A single address is a block too. */
export function isWithin(part: string, block: string): boolean {
  const [inner, outer] = [readBlock(part), readBlock(block)];
  if (inner === undefined || outer === undefined || inner.size !== outer.size || inner.length < outer.length) {
    return false;
  }
  const rest = BigInt(outer.size - outer.length);
  return inner.bits >> rest === outer.bits >> rest;
}

/** Blocks whose addresses stand for no machine, or reach only this machine or its network segment. */
const SPECIAL_BLOCKS: readonly string[] = [
  '0.0.0.0/32',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/24',
  '::/127',
  'fe80::/10',
  'ff02::/16',
  'ff12::/16',
];

/** Checks whether other networks cannot reach an address, for example because it is a loopback address. */
export function isSpecialIp(address: string): boolean {
  return SPECIAL_BLOCKS.some((block) => isWithin(address, block));
}

function readBlock(text: string): (Address & { readonly length: number }) | undefined {
  const [before = '', length] = text.split('/');
  const address = readAddress(before, true);
  return address && { ...address, length: length === undefined ? address.size : Number(length) };
}

/** Address as a number, and how many bits it has. */
interface Address {
  readonly bits: bigint;
  readonly size: 32 | 128;
}

function readAddress(text: string, oldForms: boolean): Address | undefined {
  // Names of hosts are no addresses, so that the module need not be loaded for them.
  if (!/^[\d.]+$|:/.test(text)) {
    return undefined;
  }
  const plain = oldForms ? text.replace(/\b0+(?=[\da-f])/gi, '') : text;
  if (isIpv4(plain)) {
    return { bits: numberOf(plain.split('.').map(Number), 8n), size: 32 };
  }
  if (!net().isIPv6(plain) || plain.includes('%')) {
    return undefined;
  }
  const [start = '', end] = plain.split('::');
  const [before, after] = [groups(start), groups(end ?? '')];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return { bits: numberOf([...before, ...zeros, ...after], 16n), size: 128 };
}

/** Returns the numbers of 16 bits in a part of an IPv6 address. */
function groups(part: string): number[] {
  return part.split(':').flatMap((group) => {
    if (group.includes('.')) {
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      return [a * 256 + b, c * 256 + d];
    }
    return group === '' ? [] : [Number.parseInt(group, 16)];
  });
}

function numberOf(parts: readonly number[], size: bigint): bigint {
  return parts.reduce((number, part) => (number << size) | BigInt(part), 0n);
}

/** Checks whether an IPv6 address stands for an IPv4 address, such as `::ffff:10.0.0.1`. */
function isMapped({ bits, size }: Address): boolean {
  return size === 128 && bits >> 32n === 0xffffn;
}
