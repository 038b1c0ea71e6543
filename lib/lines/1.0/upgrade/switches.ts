import type { Edit } from '../../../values/upgrade/step';
import type { Source } from './source';

/** Yields switches that null turned off. Chart 1.0 accepts only true and false, and true is the default. */
export function* switches({ subject }: Source): Iterable<Edit> {
  const path = 'backstage.enabled';
  if (subject.nulls.has(path)) {
    yield { type: 'replace', path, value: false, message: 'is false, because the new chart does not accept null' };
  }
}
