import type { PortalValues } from '../../values/rules/portal-values';
import type { Subject } from '../../values/subject';

/**
 * Returns the name of the existing PriorityClass in the values; undefined if there is none. The chart's default is the
 * name of the class that it renders, so it names no existing one.
 */
export function existingPriorityClassName({
  values,
  release,
}: Pick<Subject<PortalValues>, 'values' | 'release'>): string | undefined {
  const { create, name } = values.backstage.priorityClass;
  return !create && name && name !== release.profile.defaults.priorityClass.name ? name : undefined;
}
