import type { Violation } from '../../util/violation';
import type { ACROSS_CHECKS } from './check-ids';
import type { Identity } from './identity';

/** Object with a label that says where it comes from. */
export interface LabelledObject {
  /** Origin of the object in messages, such as the path of a construct. */
  readonly label: string;
  /** The object in wire format. */
  readonly object: unknown;
}

/** Object whose kind and name are known. */
export interface KnownObject extends LabelledObject {
  readonly identity: Identity;
}

/** Violation that several objects cause together. */
export interface AcrossViolation extends Violation {
  /** Id of the check. */
  readonly check: (typeof ACROSS_CHECKS)[number];
  /** Object that has the path. */
  readonly of: KnownObject;
  /** The other object. */
  readonly other: KnownObject;
}
