import { LABEL_KEY } from '../names';
import type { Place } from './place';
import { checkForm } from './texts';

/** Finalizers without a prefix that Kubernetes knows. */
const KNOWN: readonly string[] = ['foregroundDeletion', 'kubernetes', 'orphan'];

/** Checks that finalizers have a prefix, as kinds of Kubernetes require. */
export function checkPrefixes(finalizers: readonly string[], at: Place): void {
  for (const [index, finalizer] of finalizers.entries()) {
    if (LABEL_KEY.fits(finalizer) && !finalizer.includes('/') && !KNOWN.includes(finalizer)) {
      at.at(index).refuseValue(finalizer, 'a name with a prefix', 'write it as example.com/name');
    }
  }
}

/** Checks the forms of finalizers. */
export function checkFinalizerNames(finalizers: readonly string[], at: Place): void {
  for (const [index, finalizer] of finalizers.entries()) {
    checkForm(finalizer, LABEL_KEY, at.at(index));
  }
}

/** Checks the finalizers of an object of any kind. */
export function checkFinalizers(finalizers: readonly string[], at: Place): void {
  checkFinalizerNames(finalizers, at);
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    at.refuse('must not have both orphan and foregroundDeletion', 'remove one of them');
  }
}
