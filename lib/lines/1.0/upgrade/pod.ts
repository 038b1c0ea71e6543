import { describe } from '../../../util/describe';
import type { Edit } from '../../../values/upgrade/step';
import type { Source } from './source';

/** Yields what changes for the pods. */
export function* pod(source: Source): Iterable<Edit> {
  const { subject } = source;
  const { backstage } = subject.values;
  yield* pullSecrets(source);
  if (!backstage.enabled) {
    return;
  }
  const { tag, digest, repository } = backstage.image;
  for (const [key, value] of Object.entries({ tag, digest })) {
    if (value) {
      yield {
        type: 'changed',
        path: `backstage.image.${key}`,
        message: `still selects the image of before, ${describe(value)}, and the portal must fit its control plane`,
        fix: 'remove it, or set it to the image for the new chart version',
      };
    }
  }
  if (subject.isGiven('backstage.image.repository') && repository) {
    yield {
      type: 'changed',
      path: 'backstage.image.repository',
      message:
        'must name an image that starts with node packages/backend and reads the configuration files of its arguments',
      fix: 'build the image from the new version of the portal',
    };
  }
  if (subject.isGiven('backstage.readinessProbe') && !subject.isGiven('backstage.readinessProbe.initialDelaySeconds')) {
    yield {
      type: 'changed',
      path: 'backstage.readinessProbe',
      message: 'waits 10 seconds by default before its first check, and waited 5 seconds',
    };
  }
}

/** The charts 1.0 and 1.1 do not have `global.imagePullSecrets`. Chart 0.11 ignores it, but `corrected` does not. */
function* pullSecrets({ subject, knows }: Source): Iterable<Edit> {
  const path = 'global.imagePullSecrets';
  const { global, backstage } = subject.values;
  const ofAll = global.imagePullSecrets ?? [];
  if (knows(path) || ofAll.length === 0) {
    return;
  }
  const own = backstage.imagePullSecrets ?? [];
  const added = ofAll.filter(({ name }) => own.every((other) => other.name !== name));
  yield { type: 'drop', path: 'backstage.imagePullSecrets', message: 'contains those of global.imagePullSecrets now' };
  yield { type: 'drop', path, message: 'is not a value of this chart; backstage.imagePullSecrets contains them' };
  yield {
    type: 'derive',
    path: 'backstage.imagePullSecrets',
    value: [...added, ...own],
    message: 'contains the Secrets of global.imagePullSecrets, for the pods of the portal',
  };
}
