import type { ObjectNames } from '../../../backstage/profile';
import { itemPath } from '../../../util/path';
import type { Edit } from '../../../values/upgrade/step';
import { profile } from '../profile';
import type { Source } from './source';

/** Names of the objects that patches can have as their target, by kind. */
const NAMES: Readonly<Record<string, readonly (keyof ObjectNames)[]>> = {
  Deployment: ['workload'],
  Service: ['workload'],
  HorizontalPodAutoscaler: ['workload'],
  PodDisruptionBudget: ['workload'],
  NetworkPolicy: ['workload'],
  Ingress: ['workload'],
  ServiceMonitor: ['workload'],
  HTTPRoute: ['route', 'redirectRoute'],
  ConfigMap: ['appConfig'],
};

/** Yields the new names of the objects that patches change. */
export function* patches({ subject, options, portalName, newNames }: Source): Iterable<Edit> {
  const { release, values } = subject;
  const before = release.names;
  const after = profile(options.chartVersion).names(release.fullname, portalName);
  const list = values.backstage.patches ?? [];
  for (const [index, { target }] of list.entries()) {
    const { kind, name } = target;
    const path = `${itemPath('backstage.patches', index)}.target.name`;
    const known = NAMES[kind]?.find((key) => before[key] === name);
    const isClaim = kind === 'PersistentVolumeClaim' && name === before.claim && newNames;
    const renamed = known ? after[known] : isClaim ? after.claim : name;
    if (renamed !== name) {
      yield { type: 'replace', path, value: renamed, message: `is ${renamed}, because the ${kind} has another name` };
    }
  }
}
