import { isJsonPointer } from '../json-pointer';
import type { Finding } from './finding';
import type { EffectiveValues } from './schema';
import { describe, SCHEMA } from './validate';

/** What operations of patches need and have not. Without it they cannot be applied, so nothing lets these findings pass. */
export function* malformedPatches({ backstage }: EffectiveValues): Iterable<Finding> {
  for (const [index, { patch }] of (backstage.patches ?? []).entries()) {
    for (const [position, operation] of patch.entries()) {
      const { op, path, from, value } = operation;
      const here = `backstage.patches[${index}].patch[${position}]`;
      const takesFrom = op === 'move' || op === 'copy';
      for (const [key, pointer] of Object.entries({ path, ...(takesFrom && { from: from ?? '' }) })) {
        if (!isJsonPointer(pointer)) {
          yield finding(
            `${here}.${key}`,
            `must be a JSON pointer, got ${describe(pointer)}`,
            'write it as /spec/replicas',
          );
        }
      }
      if (['add', 'replace', 'test'].includes(op) && value === undefined) {
        yield finding(`${here}.value`, `is needed to ${op}, got none`, 'add value');
      }
    }
  }
}

function finding(path: string, message: string, mend: string): Finding {
  return { rule: SCHEMA, severity: 'error', path, message, mend };
}
