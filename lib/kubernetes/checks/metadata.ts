import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { LABEL_KEY, LABEL_VALUE } from '../names';
import { checkUnique, checkUniqueMember } from './lists';
import type { Place } from './place';
import type { Given, TypeChecks } from './type-check';

/** Largest size of all annotations of an object, in bytes. */
const MAX_ANNOTATIONS = 256 * 1024;

/** Checks of the metadata of every object, and of pod templates. The names of objects have forms of their own. */
export const metadataChecks = {
  ObjectMeta({ labels = {}, annotations = {}, finalizers = [], ownerReferences = [] }: Given<ObjectMeta>, at: Place) {
    checkLabels(labels, at.at('labels'));
    const place = at.at('annotations');
    let size = 0;
    for (const [key, value] of Object.entries(annotations)) {
      // The API server checks the keys of annotations in lower case.
      if (!LABEL_KEY.fits(key.toLowerCase())) {
        place.at(key).refuse(`must have ${LABEL_KEY.words}`, LABEL_KEY.fix);
      }
      size += Buffer.byteLength(key) + Buffer.byteLength(value ?? '');
    }
    if (size > MAX_ANNOTATIONS) {
      place.refuse(`must have at most ${MAX_ANNOTATIONS} bytes together, got ${size}`, 'shorten or remove some');
    }
    checkUnique(finalizers, at.at('finalizers'), (finalizer) => finalizer);
    checkUniqueMember(ownerReferences, at.at('ownerReferences'), 'uid', ({ uid }) => uid);
  },

  Time(time: string, at: Place) {
    if (!/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/.test(time)) {
      at.refuseValue(time, 'a time', 'write it as 2026-01-31T12:00:00Z');
    }
  },
} satisfies TypeChecks;

/** Checks a map of labels, such as those of an object or a selector. */
export function checkLabels(labels: Readonly<Record<string, string | undefined>>, at: Place): void {
  for (const [key, value = ''] of Object.entries(labels)) {
    if (!LABEL_KEY.fits(key)) {
      at.at(key).refuse(`must have ${LABEL_KEY.words}`, LABEL_KEY.fix);
    }
    if (!LABEL_VALUE.fits(value)) {
      at.at(key).refuseValue(value, LABEL_VALUE.words, LABEL_VALUE.fix);
    }
  }
}
