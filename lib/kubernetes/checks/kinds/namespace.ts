import type { Namespace } from 'kubernetes-types/core/v1';
import { checkFinalizerNames, checkPrefixes } from '../finalizers';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Modes of Pod Security, as the labels of a Namespace name them. */
const MODES: readonly string[] = ['enforce', 'audit', 'warn'];

/** Levels of Pod Security. */
const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'];

/** Checks of Namespaces. */
export const namespaceChecks = {
  Namespace({ metadata, spec }: Given<Namespace>, at: Place) {
    const labels = metadata?.labels ?? {};
    const place = at.at('metadata').at('labels');
    for (const mode of MODES) {
      const label = `pod-security.kubernetes.io/${mode}`;
      // A label without a value is empty.
      const level = labels[label] ?? '';
      if (Object.hasOwn(labels, label) && !LEVELS.includes(level)) {
        place.at(label).refuseValue(level, `one of ${LEVELS.join(', ')}`, 'set it to one of them');
      }
      const version = labels[`${label}-version`];
      if (version !== undefined && !/^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(version)) {
        place
          .at(`${label}-version`)
          .refuseValue(version, 'latest or a minor version', 'set it to latest, or to v1. and a number');
      }
    }
    const { finalizers = [] } = spec ?? {};
    checkFinalizerNames(finalizers, at.at('spec').at('finalizers'));
    checkPrefixes(finalizers, at.at('spec').at('finalizers'));
  },
} satisfies TypeChecks;
