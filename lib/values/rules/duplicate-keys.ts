import { nameList } from '../../util/name-list';
import type { Rule } from './rule';

/** YAML allows a key only once in a map. Helm accepts more, and uses the last one without a warning. */
export const duplicateKeys: Rule = {
  id: 'duplicate-keys',
  severity: 'warning',
  about: 'No file has a key more than once in a map.',
  *check(subject) {
    for (const { path, positions } of subject.duplicateKeys) {
      const lines = [...new Set(positions.map(({ line }) => String(line)))];
      const last = positions.at(-1);
      yield {
        path,
        message: `is in ${last?.file} more than once, in ${lines.length === 1 ? 'line' : 'the lines'} ${nameList(lines)}; Helm uses only the last one`,
        fix: 'keep one of them, with all its values',
        source: last,
      };
    }
  },
};
