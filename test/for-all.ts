import fc from 'fast-check';
import type { FIDELITIES, Manifest } from '../lib';

/** Fidelity that fixes no defect or all of them. */
export type FullFidelity = (typeof FIDELITIES)[number];

/** Check of the output of values. It throws an error if they fail it. */
export type Check<Values> = (manifests: readonly Manifest[], values: Values) => void;

/** Random values with their output. */
export interface Samples<Values> {
  /** Returns the output of all samples. */
  renderAll(fidelity: FullFidelity): readonly (readonly Manifest[])[];
  /**
   * Checks the output of all samples, by default in `corrected`. If a check fails, fast-check searches for minimal
   * values that fail it.
   */
  forAll(check: Check<Values>, fidelities?: readonly FullFidelity[]): void;
}

/**
 * Returns random values, which are rendered once for all checks.
 *
 * @param arbitrary the values
 * @param render returns the output of values
 * @param numRuns number of values
 */
export function samplesOf<Values>(
  arbitrary: fc.Arbitrary<Values>,
  render: (values: Values, fidelity: FullFidelity) => readonly Manifest[],
  numRuns: number,
): Samples<Values> {
  const samples = fc.sample(arbitrary, { numRuns });
  const rendered = new Map<FullFidelity, readonly (readonly Manifest[])[]>();

  function renderAll(fidelity: FullFidelity): readonly (readonly Manifest[])[] {
    const all = rendered.get(fidelity) ?? samples.map((values) => render(values, fidelity));
    rendered.set(fidelity, all);
    return all;
  }

  return {
    renderAll,
    forAll(check, fidelities = ['corrected']) {
      const checkAll = (values: Values, manifestsOf: (fidelity: FullFidelity) => readonly Manifest[]) => {
        for (const fidelity of fidelities) {
          check(manifestsOf(fidelity), values);
        }
      };
      try {
        for (const [index, values] of samples.entries()) {
          checkAll(values, (fidelity) => renderAll(fidelity)[index] ?? []);
        }
      } catch (error) {
        const least = fc.property(arbitrary, (values) => checkAll(values, (fidelity) => render(values, fidelity)));
        fc.assert(least, { numRuns });
        throw error;
      }
    },
  };
}
