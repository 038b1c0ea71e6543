import type { AffectedValue, Subject } from './subject';

/** A known defect of the chart: `exact` reproduces it, `corrected` fixes it. */
export interface Defect<S extends Subject, Id extends string = string> {
  /** Id for `fidelity` and `--correct`. A defect has the same id in every chart version. */
  readonly id: Id;
  /** The object and member that have the defect. */
  readonly object: string;
  /** Output of the chart. */
  readonly chart: string;
  /** Output with `corrected`. */
  readonly corrected: string;
  /** Reason why that is a defect, in one sentence. */
  readonly why: string;
  /** Effect of the fix on a running portal. */
  readonly effect: string;
  /** Finds the values that the defect affects, including defaults of the chart. */
  find(subject: S): Iterable<AffectedValue>;
}
