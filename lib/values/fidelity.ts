/** The two named fidelities, the default first. */
export const FIDELITIES = ['exact', 'corrected'] as const;

/**
 * How closely the output follows the chart: `exact` reproduces its defects, `corrected` fixes all of them, and a list
 * of ids fixes only the listed ones. docs/fidelity.md describes the defects.
 */
export type Fidelity<Id extends string = string> = (typeof FIDELITIES)[number] | readonly Id[];

/** Returns the ids of the defects that a fidelity reproduces. */
export function reproducedDefects<Id extends string>(fidelity: Fidelity, all: readonly Id[]): ReadonlySet<Id> {
  switch (fidelity) {
    case 'exact':
      return new Set(all);
    case 'corrected':
      return new Set();
    default:
      return new Set(all.filter((id) => !fidelity.includes(id)));
  }
}
