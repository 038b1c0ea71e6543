import type { ChartVersion } from '../../backstage/profile';
import type { LineDefinition } from '../definition';
import type { DefectId } from './defect-id';
import { defects } from './defects';
import { ChartFacts } from './facts';
import { build } from './objects';
import { profile } from './profile';
import { requirements } from './requirements';
import { rules } from './rules';
import { type EffectiveValues, schema } from './schema';

/** Returns the definition for one of the line's versions. They differ only in image tag and version label. */
export function definition(version: ChartVersion): LineDefinition<EffectiveValues, ChartFacts, DefectId> {
  return {
    profile: profile(version),
    schema,
    rules,
    defects,
    releaseProps: ({ fullnameOverride = '', nameOverride = '', global }) => ({
      fullnameOverride,
      nameOverride,
      commonLabels: global.commonLabels ?? {},
    }),
    facts: (subject) => new ChartFacts(subject),
    requirements,
    rendersPortal: ({ backstage }) => backstage.enabled === true,
    build,
  };
}
