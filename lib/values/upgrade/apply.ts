import { isMap } from '../../util/members';
import { keysOf } from '../../util/path';
import type { Section } from '../node';
import { defaultAt, type Layers } from './layers';
import type { UpgradeEntry } from './report';
import type { Edit } from './step';

/**
 * Applies the changes of a step to the values, and returns the entries of the report about them. A change of a value that
 * no file has is no entry.
 *
 * @param layers values of the files, which the function changes
 * @param edits changes, in their order
 * @param schema schema of the chart version at the end of the upgrade. Its default is a decision's value: a rule refuses it
 */
export function applyEdits(layers: Layers, edits: readonly Edit[], schema: Section): UpgradeEntry[] {
  return edits.flatMap((edit) => applyEdit(layers, edit, schema));
}

function applyEdit(layers: Layers, edit: Edit, schema: Section): UpgradeEntry[] {
  switch (edit.type) {
    case 'move': {
      const { from, to, pick, message = '' } = edit;
      if (!layers.has(from)) {
        return [];
      }
      const path = layers.pathBefore(from);
      layers.move(from, to, pick === undefined ? undefined : (list) => picked(list, pick));
      return [{ kind: 'moved', path, to, message }];
    }
    case 'drop': {
      const { type: _, ...entry } = edit;
      if (!layers.has(edit.path)) {
        return [];
      }
      layers.drop(edit.path);
      return [{ kind: 'dropped', ...entry, path: layers.pathBefore(edit.path) }];
    }
    case 'derive': {
      const { type: _, value, beside, ...entry } = edit;
      layers.set(edit.path, value, beside);
      return [{ kind: 'derived', ...entry }];
    }
    case 'replace': {
      const { type: _, value, ...entry } = edit;
      layers.set(edit.path, value);
      return [{ kind: 'changed', ...entry }];
    }
    case 'decide': {
      const { type: kind, example: _, ...entry } = edit;
      layers.set(edit.path, defaultAt(schema, keysOf(edit.path)) ?? null);
      return [{ kind, ...entry }];
    }
    case 'changed':
    case 'task': {
      const { type: kind, ...entry } = edit;
      return [{ kind, ...entry }];
    }
  }
}

/** Returns the different texts at a key of a list's entries. */
function picked(list: unknown, key: string): unknown {
  if (!Array.isArray(list)) {
    return list;
  }
  const entries: readonly unknown[] = list;
  return [...new Set(entries.flatMap((entry) => (isMap(entry) && entry[key] ? [entry[key]] : [])))];
}
