import type { Resolved } from '../../values/resolve';
import type { Rule } from '../../values/rules/rule';
import type { Subject } from '../../values/subject';
import type { DefectId } from './defect-id';
import type { ChartFacts } from './facts';
import type { EffectiveValues } from './schema';

/** What rules of this line look at. */
export type ChartSubject = Subject<EffectiveValues, ChartFacts, DefectId>;

/** A rule of this line. */
export type ChartRule = Rule<ChartSubject>;

/** Values of this line that passed every check, and what follows from them. */
export type ResolvedChart = Resolved<EffectiveValues, ChartFacts, DefectId>;
