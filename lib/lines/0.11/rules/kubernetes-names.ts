import { checkVariableNames } from '../../common/checks/names/keys';
import { checkMountPath } from '../../common/checks/names/paths';
import type { ChartRule } from '../subject';
import { imageNames } from './names/images';
import { dataKeys } from './names/keys';
import { labels } from './names/labels';
import { objectNames } from './names/objects';
import { parentNames } from './names/parents';
import { releaseNames } from './names/release';

/** Otherwise Kubernetes rejects the object. */
export const kubernetesNames: ChartRule = {
  id: 'kubernetes-names',
  severity: 'error',
  about: 'Kubernetes accepts every name, label and path in the output, and no two objects share a name.',
  *check(subject) {
    yield* releaseNames(subject);
    yield* labels(subject);
    if (subject.values.backstage.enabled) {
      yield* imageNames(subject);
      yield* objectNames(subject);
      yield* checkMountPath(subject.values.backstage.database);
      yield* dataKeys(subject);
      yield* checkVariableNames(subject.facts.customVariables);
    }
    yield* parentNames(subject);
  },
};
