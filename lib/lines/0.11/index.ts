import type { ChartVersion } from '../../backstage/profile';
import { type ChartLine, defineLine } from '../line';
import { defects } from './defects';
import { ChartFacts } from './facts';
import { build } from './objects';
import { profile } from './profile';
import { requirements } from './requirements';
import { rules } from './rules';
import { schema } from './schema';

/** Returns the chart line for one of its versions. The versions differ only in image tag and version label. */
export function line(version: ChartVersion): ChartLine {
  return defineLine({
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
  });
}
