import { isImageReference } from '../../image';
import type { Place } from '../place';

/** Checks a reference to an image. The API server takes any text, but no container runtime does. */
export function checkImage(reference: string, at: Place): void {
  if (!isImageReference(reference)) {
    const words = 'an image: registry and repository in lower case, and a tag or a digest';
    at.refuseValue(reference, words, 'write it as registry.example.com/team/app:v2');
  }
}
