import type { Spoilt, Subject } from './subject';

/** A known defect of the chart: `exact` reproduces it, `corrected` fixes it. */
export interface Defect<S extends Subject, Id extends string = string> {
  /** Id for `fidelity` and `--correct`; the same defect has the same id in every chart version. */
  readonly id: Id;
  /** The object and member that it is about. */
  readonly object: string;
  /** What the chart renders. */
  readonly chart: string;
  /** What `corrected` renders. */
  readonly corrected: string;
  /** Why that is a defect, in one sentence. */
  readonly why: string;
  /** What the fix does to a running portal. */
  readonly effect: string;
  /** Finds the values that the defect spoils. Those that are the chart's own defaults count as not set. */
  find(subject: S): Iterable<Spoilt>;
}
