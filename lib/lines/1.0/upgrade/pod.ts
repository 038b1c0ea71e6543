import { describe } from '../../../util/describe';
import type { Edit } from '../../../values/upgrade/step';
import { DEFAULTS } from '../../0.11/profile';
import type { Source } from './source';

/** Yields what changes for the pods. */
export function* pod(source: Source): Iterable<Edit> {
  const { subject } = source;
  const { backstage } = subject.values;
  yield* pullSecrets(source);
  yield* defaultVariables(source);
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
  if (ofAll.length === 0) {
    return;
  }
  if (knows(path)) {
    const unique = uniqueByName(ofAll);
    if (unique.length < ofAll.length) {
      yield {
        type: 'replace',
        path,
        value: unique,
        message: 'no longer names a Secret twice, which Kubernetes refuses',
      };
    }
    return;
  }
  yield {
    type: 'drop',
    path: 'backstage.imagePullSecrets',
    message: 'contains the Secrets of global.imagePullSecrets now',
  };
  yield { type: 'drop', path, message: 'is not a value of this chart; backstage.imagePullSecrets contains them' };
  yield {
    type: 'derive',
    path: 'backstage.imagePullSecrets',
    value: uniqueByName([...ofAll, ...(backstage.imagePullSecrets ?? [])]),
    message: 'contains the Secrets of global.imagePullSecrets, for the pods of the portal',
  };
}

/** Returns the references, each name once. */
function uniqueByName<Reference extends { readonly name?: string }>(references: readonly Reference[]): Reference[] {
  return references.filter(({ name }, index) => references.findIndex((other) => other.name === name) === index);
}

/** `extraEnv` no longer overrides variables of the default list `env`. Both would be there. */
function* defaultVariables({ subject }: Source): Iterable<Edit> {
  const { extraEnv = [] } = subject.values.backstage;
  const overridden = DEFAULTS.env.map(({ name }) => name).filter((name) => extraEnv.some((each) => each.name === name));
  if (overridden.length > 0 && !subject.isGiven('backstage.env')) {
    yield {
      type: 'derive',
      path: 'backstage.env',
      value: DEFAULTS.env.filter(({ name }) => extraEnv.every((each) => each.name !== name)),
      beside: 'backstage.extraEnv',
      message: `is the default list without ${overridden.join(', ')}, which backstage.extraEnv sets`,
    };
  }
}
