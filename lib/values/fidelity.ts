/**
 * Which of the two to render: `exact`, what the chart renders, defects included; `corrected`, with its known defects
 * mended. docs/fidelity.md lists the differences.
 */
export type Fidelity = (typeof FIDELITIES)[number];

/** Both fidelities, the default first. */
export const FIDELITIES = ['exact', 'corrected'] as const;
