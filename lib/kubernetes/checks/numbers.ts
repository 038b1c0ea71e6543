import { PORT_NAME } from '../names';
import { requireMember } from './members';
import type { Place } from './place';
import { checkForm } from './texts';

/** Least and greatest number of a range. */
export type Range = readonly [least: number, greatest: number];

/** Numbers that a port may have. */
const PORTS: Range = [1, 65535];

/** Reports a number that is set and below `least`. */
export function checkAtLeast(value: number | undefined, least: number, at: Place): void {
  if (value !== undefined && value < least) {
    at.refuseValue(value, `an integer of at least ${least}`, `set it to ${least} or more`);
  }
}

/** Reports a number that is set and outside a range. */
export function checkRange(value: number | undefined, [least, greatest]: Range, at: Place): void {
  if (value !== undefined && (value < least || value > greatest)) {
    at.refuseValue(value, `an integer from ${least} to ${greatest}`, 'set it to a value in this range');
  }
}

/** Reports a number that is absent, or below `least`. The API server reads an absent one as 0. */
export function requireAtLeast(value: number | undefined, least: number, at: Place): void {
  requireMember(value, at);
  checkAtLeast(value, least, at);
}

/** Reports a number that is absent, or outside a range. The API server reads an absent one as 0. */
export function requireRange(value: number | undefined, range: Range, at: Place): void {
  requireMember(value, at);
  checkRange(value, range, at);
}

/** Reports a port that is absent, or neither the number nor the name of a port. */
export function checkPort(port: number | string | undefined, at: Place): void {
  if (typeof port === 'string') {
    checkForm(port, PORT_NAME, at);
  } else {
    requireRange(port, PORTS, at);
  }
}
