import type { ChartProfile } from '../../backstage/profile';
import type { Section } from '../../values/node';
import { schema as completeWith, type EffectiveValues } from '../1.2/schema';
import type { LineDefinition } from '../definition';
import type { DefectId } from './defect-id';
import { defects } from './defects';
import { ChartFacts } from './facts';
import type { LineFeatures } from './features';
import { build } from './objects';
import { requirements } from './requirements';
import { rules } from './rules';

/** Parts in which one of these lines differs from the others. */
export interface LineParts {
  readonly profile: ChartProfile;
  readonly schema: Section;
  readonly features: LineFeatures;
  /** Defects of the line. */
  readonly defectIds: readonly DefectId[];
}

/** Returns the definition of a line. Values that it does not have are completed with the defaults of the newest line. */
export function definitionOf({
  profile,
  schema,
  features,
  defectIds,
}: LineParts): LineDefinition<EffectiveValues, ChartFacts, DefectId> {
  return {
    profile,
    schema,
    completeWith,
    rules,
    defects: defects.filter(({ id }) => defectIds.includes(id)),
    releaseProps: ({ fullnameOverride = '', nameOverride = '', global, backstage }) => ({
      fullnameOverride,
      portalName: backstage.name ?? '',
      nameOverride,
      commonLabels: global.commonLabels ?? {},
    }),
    facts: (subject) => new ChartFacts(subject, features),
    requirements,
    rendersPortal: ({ backstage }) => backstage.enabled === true,
    build,
  };
}
