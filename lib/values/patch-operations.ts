import type { PatchOperation } from '../kubernetes/json-patch';
import { describe } from '../util/describe';
import type { JsonValue } from '../util/json';
import { isJsonPointer } from '../util/json-pointer';
import type { Violation } from '../util/violation';

/** An operation of a JSON patch, as users write it. It may have members that its `op` does not use. */
interface GivenOperation {
  readonly op: PatchOperation['op'];
  readonly path: string;
  readonly from?: string;
  readonly value?: JsonValue;
}

/** A patch of the values. */
interface GivenPatch {
  readonly patch: readonly GivenOperation[];
}

/** Finds operations that cannot be applied, because a member is missing or malformed. */
export function* malformedPatches(list: string, patches: readonly GivenPatch[] = []): Iterable<Violation> {
  for (const [index, { patch }] of patches.entries()) {
    for (const [position, operation] of patch.entries()) {
      yield* malformedOperation(`${list}[${index}].patch[${position}]`, operation);
    }
  }
}

function* malformedOperation(here: string, { op, path, from, value }: GivenOperation): Iterable<Violation> {
  const pointers = { path, ...(usesFrom(op) && { from: from ?? '' }) };
  for (const [key, pointer] of Object.entries(pointers)) {
    if (!isJsonPointer(pointer)) {
      yield {
        path: `${here}.${key}`,
        message: `must be a JSON pointer, got ${describe(pointer)}`,
        fix: 'write it as a JSON pointer, for example /spec/replicas',
      };
    }
  }
  if (usesValue(op) && value === undefined) {
    yield { path: `${here}.value`, message: `is required for the operation ${op}`, fix: 'add value' };
  }
}

/** Returns the operation with only the members that its `op` uses. */
export function patchOperation({ op, path, from = '', value = null }: GivenOperation): PatchOperation {
  if (usesFrom(op)) {
    return { op, path, from };
  }
  return usesValue(op) ? { op, path, value } : { op, path };
}

function usesFrom(op: PatchOperation['op']): op is 'move' | 'copy' {
  return op === 'move' || op === 'copy';
}

function usesValue(op: PatchOperation['op']): op is 'add' | 'replace' | 'test' {
  return op === 'add' || op === 'replace' || op === 'test';
}
