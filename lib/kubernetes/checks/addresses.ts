import { isCidr, isIp } from '../ip';
import type { Place } from './place';

/** Reports a text that is not an IP address. Returns whether it is one. */
export function checkIp(address: string | undefined, at: Place): boolean {
  const isAddress = isIp(address ?? '', { oldForms: at.isBefore(36) });
  if (!isAddress) {
    at.refuseValue(address, 'an IP address', 'write it as 10.0.0.1 or 2001:db8::1');
  }
  return isAddress;
}

/** Reports a text that is not a block of IP addresses. Returns whether it is one. */
export function checkCidr(block: string | undefined, at: Place): boolean {
  const isBlock = isCidr(block ?? '', { oldForms: at.isBefore(36) });
  if (!isBlock) {
    at.refuseValue(block, 'a block of IP addresses', 'write it as 10.0.0.0/8 or 2001:db8::/32');
  }
  return isBlock;
}
