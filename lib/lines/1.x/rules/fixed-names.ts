import { describe } from '../../../util/describe';
import { PORTAL_NAME } from '../profile';
import type { ChartRule } from '../subject';

/** The names of the objects do not contain the name of the release. */
export const fixedNames: ChartRule = {
  id: 'fixed-names',
  severity: 'info',
  about: 'Releases in one namespace have different values of `backstage.name`.',
  *check({ values: { backstage }, release }) {
    const { name, names, profile } = release;
    if (backstage.enabled && name !== profile.chart.name && names.workload === PORTAL_NAME) {
      yield {
        path: 'backstage.name',
        message: `is ${describe(names.workload)} in every release, so a second release in the namespace would replace the objects of this one`,
        fix: 'set it to another name in each release, if the namespace has several',
      };
    }
  },
};
