import { LABEL_KEY, LABEL_VALUE, misfit, nameViolation } from '../../../../kubernetes/names';
import { describeName } from '../../../../util/describe';
import { childPath } from '../../../../util/path';
import type { Violation } from '../../../../util/violation';

/** Maps of labels or annotations by their paths. */
type Maps = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/** Checks maps of labels. */
export function* checkLabels(maps: Maps): Iterable<Violation> {
  for (const [path, map] of Object.entries(maps)) {
    for (const [key, value] of Object.entries(map ?? {})) {
      if (!LABEL_KEY.fits(key)) {
        yield badKey(path, key);
      }
      if (!LABEL_VALUE.fits(value)) {
        yield misfit(childPath(path, describeName(key)), LABEL_VALUE, value);
      }
    }
  }
}

/** Checks maps of annotations. */
export function* checkAnnotations(maps: Maps): Iterable<Violation> {
  for (const [path, map] of Object.entries(maps)) {
    for (const key of Object.keys(map ?? {})) {
      // Kubernetes checks the keys of annotations in lower case.
      if (!LABEL_KEY.fits(key.toLowerCase())) {
        yield badKey(path, key);
      }
    }
  }
}

function badKey(map: string, key: string): Violation {
  return nameViolation(childPath(map, describeName(key)), `must have ${LABEL_KEY.words}`, key, LABEL_KEY.fix);
}
