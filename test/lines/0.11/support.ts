import { Release } from '../../../lib/backstage/release';
import type { DefectId } from '../../../lib/lines/0.11/defect-id';
import { ChartFacts } from '../../../lib/lines/0.11/facts';
import { schema, type Values } from '../../../lib/lines/0.11/schema';
import type { ChartSubject } from '../../../lib/lines/0.11/subject';
import { memberOf } from '../../../lib/util/members';
import { changedValues } from '../../../lib/values/changed-values';
import { nullPaths } from '../../../lib/values/merge';
import { effective } from '../../values/support';

/** Default release. */
const RELEASE = new Release({ namespace: 'openchoreo-control-plane' });

/**
 * Returns the subject of rules and facts: unchecked values with defaults. Every defect is reproduced except those of
 * `corrected`.
 */
export function subjectOf(values: Values, release = RELEASE, corrected: readonly DefectId[] = []): ChartSubject {
  const known = {
    values: effective(values),
    release,
    fidelity: corrected,
    reproduces: (id: DefectId) => !corrected.includes(id),
    isGiven: (path: string) => memberOf(values, ...path.split('.')) !== undefined,
    nulls: new Set(nullPaths(values)),
  };
  const changed = (path: string) => changedValues(schema, values, path);
  return { ...known, changed, facts: new ChartFacts(known), reproduced: [] };
}

/** Returns the facts that follow from values. */
export function factsOf(...of: Parameters<typeof subjectOf>): ChartFacts {
  return subjectOf(...of).facts;
}
