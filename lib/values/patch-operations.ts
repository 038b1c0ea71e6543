import type { PatchOperation } from '../kubernetes/json-patch';
import { describe } from '../util/describe';
import type { JsonValue } from '../util/json';
import { isJsonPointer } from '../util/json-pointer';
import type { Violation } from '../util/violation';

/** An operation of a JSON patch as the schema has it: each word may have members that only others need. */
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

/** Finds operations without what they need: they cannot be applied. */
export function* malformedPatches(list: string, patches: readonly GivenPatch[] = []): Iterable<Violation> {
  for (const [index, { patch }] of patches.entries()) {
    for (const [position, operation] of patch.entries()) {
      yield* malformedOperation(`${list}[${index}].patch[${position}]`, operation);
    }
  }
}

function* malformedOperation(here: string, { op, path, from, value }: GivenOperation): Iterable<Violation> {
  const pointers = { path, ...(takesFrom(op) && { from: from ?? '' }) };
  for (const [key, pointer] of Object.entries(pointers)) {
    if (!isJsonPointer(pointer)) {
      yield {
        path: `${here}.${key}`,
        message: `must be a JSON pointer, got ${describe(pointer)}`,
        fix: 'write it as /spec/replicas',
      };
    }
  }
  if (takesValue(op) && value === undefined) {
    yield { path: `${here}.value`, message: `is needed to ${op}, got none`, fix: 'add value' };
  }
}

/** An operation with exactly the members that its word needs. */
export function patchOperation({ op, path, from = '', value = null }: GivenOperation): PatchOperation {
  if (takesFrom(op)) {
    return { op, path, from };
  }
  return takesValue(op) ? { op, path, value } : { op, path };
}

function takesFrom(op: PatchOperation['op']): op is 'move' | 'copy' {
  return op === 'move' || op === 'copy';
}

function takesValue(op: PatchOperation['op']): op is 'add' | 'replace' | 'test' {
  return op === 'add' || op === 'replace' || op === 'test';
}
