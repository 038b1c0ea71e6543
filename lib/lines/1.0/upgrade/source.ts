import type { MergedValues } from '../../../values/resolve';
import type { UpgradeSource } from '../../../values/upgrade/step';
import type { DefectId } from '../../0.11/defect-id';
import type { ChartFacts } from '../../0.11/facts';
import type { EffectiveValues } from '../../0.11/schema';

/** Values of chart 0.11, with what follows from them. */
export interface Source extends UpgradeSource {
  /** Values and facts, as `corrected` reads them. */
  readonly subject: MergedValues<EffectiveValues, ChartFacts, DefectId>;
  /** The same, as the chart reads them. */
  readonly exact: MergedValues<EffectiveValues, ChartFacts, DefectId>;
  /** Name of the portal's objects after the upgrade. */
  readonly portalName: string;
  /** Namespace of the release. */
  readonly namespace: string;
}
