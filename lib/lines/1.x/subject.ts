import type { Resolved } from '../../values/resolve';
import type { Rule } from '../../values/rules/rule';
import type { Subject } from '../../values/subject';
import type { EffectiveValues } from '../1.2/schema';
import type { DefectId } from './defect-id';
import type { ChartFacts } from './facts';

/** Values and facts that the rules of these chart lines check. Values that a line does not have are the defaults. */
export type ChartSubject = Subject<EffectiveValues, ChartFacts, DefectId>;

/** A rule of these chart lines. */
export type ChartRule = Rule<ChartSubject>;

/** Values that passed every check, and the facts that follow from them. */
export type ResolvedChart = Resolved<EffectiveValues, ChartFacts, DefectId>;
