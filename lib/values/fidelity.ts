/** The two fidelities that have a word, the default first. */
export const FIDELITIES = ['exact', 'corrected'] as const;

/**
 * How closely the output follows the chart: `exact` reproduces its defects, `corrected` fixes all of them, and a list of
 * ids fixes just those. docs/fidelity.md lists the defects.
 */
export type Fidelity<Id extends string = string> = (typeof FIDELITIES)[number] | readonly Id[];

/** Ids of the defects that a fidelity reproduces. */
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
