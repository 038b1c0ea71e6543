import { describe } from '../../util/describe';
import { pathOf } from '../../util/path';
import type { Violation } from '../../util/violation';
import { HIDDEN } from './hidden';

/** Values that messages about a place hide: none, texts, or all. */
export type Hides = 'nothing' | 'texts' | 'everything';

/** A part of an object that the API server refuses. */
export interface ObjectViolation extends Violation {
  /** Keys and indexes of the member, of which the path is made. */
  readonly keys: readonly (string | number)[];
  /** Whether Kubernetes does not know the field, or its value has the wrong type. Otherwise the value does not fit. */
  readonly isOfType: boolean;
}

/** Result of a check: the violations so far, and the Kubernetes version that the objects are for. */
export interface Report {
  readonly violations: ObjectViolation[];
  /** Paths of the violations. */
  readonly paths: Set<string>;
  /** Minor version of Kubernetes 1. @default - the newest */
  readonly minor?: number;
}

/** Place in an object: a member of a map, or an entry of a list. Checks report violations at their places. */
export class Place {
  /** Whether a member of the value has a wrong type. Checks of the value are then skipped. */
  isBroken = false;

  private constructor(
    private readonly report: Report,
    private readonly parent?: Place,
    private readonly key: string | number = '',
    readonly hides: Hides = 'nothing',
  ) {}

  /** Returns the place of a whole object. */
  static of(report: Report): Place {
    return new Place(report);
  }

  /** Returns the place of a member or an entry. */
  at(key: string | number): Place {
    const hides = this.hides === 'everything' || typeof key === 'number' ? this.hides : (HIDDEN[key] ?? this.hides);
    return new Place(this.report, this, key, hides);
  }

  /** Returns the same place, where messages hide this much, or everything if they already do. */
  hiding(hides: Hides): Place {
    return hides === this.hides || this.hides === 'everything'
      ? this
      : new Place(this.report, this.parent, this.key, hides);
  }

  /** Path from the object, such as `spec.ports[0].name`. */
  get path(): string {
    return pathOf(this.keys);
  }

  /** Keys and indexes from the object to here. */
  get keys(): readonly (string | number)[] {
    return this.parent === undefined ? [] : [...this.parent.keys, this.key];
  }

  /** Minor version of Kubernetes 1 that the objects are for; undefined for the newest. */
  get minor(): number | undefined {
    return this.report.minor;
  }

  /** Whether the objects are for a Kubernetes version before 1.`minor`. */
  isBefore(minor: number): boolean {
    return this.report.minor !== undefined && this.report.minor < minor;
  }

  /** Reports a violation here. */
  refuse(message: string, fix: string): void {
    this.add(message, fix, false);
  }

  /** Reports a field that Kubernetes does not know here, or a value of the wrong type. */
  refuseType(message: string, fix: string): void {
    this.add(message, fix, true);
  }

  /** Reports that a value must be what the words say. The message shows the value, unless it may be a secret. */
  refuseValue(value: unknown, words: string, fix: string): void {
    this.refuse(`must be ${words}, got ${this.shown(value)}`, fix);
  }

  /** Returns a value as messages about this place show it. */
  shown(value: unknown): string {
    const isHidden = this.hides === 'everything' || (this.hides === 'texts' && typeof value === 'string');
    return describe(value, isHidden && value !== '');
  }

  private add(message: string, fix: string, isOfType: boolean): void {
    const { keys, path, report } = this;
    // One message for each place: further checks of a wrong value, or of its absence, only tell consequences.
    if (!report.paths.has(path)) {
      report.paths.add(path);
      report.violations.push({ path, keys, message, fix, isOfType });
    }
  }
}
