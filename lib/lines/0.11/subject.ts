import type { Resolved } from '../../values/resolve';
import type { Rule } from '../../values/rules/rule';
import type { Subject } from '../../values/subject';
import type { DefectId } from './defect-id';
import type { ChartFacts } from './facts';
import type { EffectiveValues } from './schema';

/** Values and facts that the rules of this chart line check. */
export type ChartSubject = Subject<EffectiveValues, ChartFacts, DefectId>;

/** A rule of this chart line. */
export type ChartRule = Rule<ChartSubject>;

/** Values of this chart line that passed every check, and the facts that follow from them. */
export type ResolvedChart = Resolved<EffectiveValues, ChartFacts, DefectId>;
