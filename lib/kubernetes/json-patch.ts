import { isDeepStrictEqual } from 'node:util';
import { JsonPatch } from 'cdk8s';
import type { JsonValue } from '../util/json';
import { canAdd, isJsonPointer, valueAt } from '../util/json-pointer';
import { itemPath } from '../util/path';
import type { Violation } from '../util/violation';

/** Operation of a JSON patch (RFC 6902), with the same names as in YAML. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/** Returns the document after a patch. It skips operations that do not match, and adds them to `problems`. */
export function applyPatch(
  document: JsonValue,
  patch: readonly PatchOperation[],
  path: string,
  problems: Violation[],
): JsonValue {
  return patch.reduce((before, operation, index) => {
    const { problem, after } = applyOperation(before, operation);
    if (problem) {
      problems.push({ ...problem, path: `${itemPath(path, index)}.${problem.path}` });
    }
    return after;
  }, document);
}

/** Returns the document after an operation, or the unchanged document and the problem. */
function applyOperation(
  before: JsonValue,
  operation: PatchOperation,
): { readonly after: JsonValue; readonly problem?: Violation } {
  const problem = operationViolation(before, operation);
  if (problem) {
    return { after: before, problem };
  }
  const after: JsonValue = JsonPatch.apply(clone(before), jsonPatch(operation));
  if (identity(after) !== identity(before)) {
    return {
      after: before,
      problem: {
        path: 'path',
        message: `must not change the object's kind or name, because other objects refer to them; got ${operation.path}`,
        fix: 'change the value that sets the kind or name',
      },
    };
  }
  return { after };
}

function operationViolation(document: JsonValue, operation: PatchOperation): Violation | undefined {
  const { op, path } = operation;
  const from = op === 'move' || op === 'copy' ? operation.from : undefined;
  for (const [key, pointer] of Object.entries({ path, ...(from !== undefined && { from }) })) {
    if (!isJsonPointer(pointer)) {
      return { path: key, message: `must be a JSON pointer, got ${pointer}`, fix: 'write it as /spec/replicas' };
    }
  }
  if (from !== undefined && valueAt(document, from) === undefined) {
    return { path: 'from', message: `must point to an existing value, got ${from}`, fix: 'correct the pointer' };
  }
  if (op === 'move' && path.startsWith(`${from}/`)) {
    return { path: 'path', message: `must not point into the moved value, got ${path}`, fix: 'correct path or from' };
  }
  if (op === 'remove' || op === 'replace' || op === 'test') {
    const existing = valueAt(document, path);
    if (existing === undefined) {
      return {
        path: 'path',
        message: `must point to an existing value, got ${path}`,
        fix: op === 'replace' ? 'correct the pointer, or use add' : 'correct the pointer',
      };
    }
    return op === 'test' && !isDeepStrictEqual(clone(existing), clone(operation.value))
      ? {
          path: 'path',
          message: `must point to the value that the test expects, but ${path} has another value`,
          fix: 'correct path or value',
        }
      : undefined;
  }
  return canAdd(document, path)
    ? undefined
    : {
        path: 'path',
        message: `must point into an existing map or list, got ${path}`,
        fix: 'correct the pointer, or add the map or list first',
      };
}

/** Copies a value deeply. The copy shares nothing with the original, not even prototypes of another realm. */
function clone(value: JsonValue): JsonValue {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** Returns the kind and name of an object as one text. */
function identity(document: JsonValue): string {
  return JSON.stringify([valueAt(document, '/kind'), valueAt(document, '/metadata/name')]);
}

/** Converts an operation to the `JsonPatch` of cdk8s. */
export function jsonPatch(operation: PatchOperation): JsonPatch {
  switch (operation.op) {
    case 'add':
      return JsonPatch.add(operation.path, operation.value);
    case 'replace':
      return JsonPatch.replace(operation.path, operation.value);
    case 'test':
      return JsonPatch.test(operation.path, operation.value);
    case 'remove':
      return JsonPatch.remove(operation.path);
    case 'move':
      return JsonPatch.move(operation.from, operation.path);
    case 'copy':
      return JsonPatch.copy(operation.from, operation.path);
  }
}
