import { isDeepStrictEqual } from 'node:util';
import { JsonPatch } from 'cdk8s';
import type { JsonValue } from '../util/json';
import { canAdd, isJsonPointer, valueAt } from '../util/json-pointer';
import { itemPath } from '../util/path';
import type { Violation } from '../util/violation';

/** One operation of a JSON patch (RFC 6902), by the names that stand in the YAML. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/** The document after a patch, less the operations that match nothing: those are among the problems. */
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

/** The document after an operation; as it was where there is a problem. */
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
        message: `must not change kind and name, which others refer to, got ${operation.path}`,
        fix: 'change the value that they follow from',
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
    return { path: 'from', message: `must be there, got ${from}`, fix: 'correct the pointer' };
  }
  if (op === 'move' && path.startsWith(`${from}/`)) {
    return { path: 'path', message: `must not be below from, got ${path}`, fix: 'correct one of the two' };
  }
  if (op === 'remove' || op === 'replace' || op === 'test') {
    const there = valueAt(document, path);
    if (there === undefined) {
      return {
        path: 'path',
        message: `must be there, got ${path}`,
        fix: op === 'replace' ? 'correct the pointer, or use add' : 'correct the pointer',
      };
    }
    return op === 'test' && !isDeepStrictEqual(clone(there), clone(operation.value))
      ? {
          path: 'path',
          message: `must have the value that is tested for: ${path} has another`,
          fix: 'correct one of the two',
        }
      : undefined;
  }
  return canAdd(document, path)
    ? undefined
    : {
        path: 'path',
        message: `must be a member of what is there, got ${path}`,
        fix: 'correct the pointer, or add what is above it first',
      };
}

/** A copy that shares nothing, not even prototypes of another realm. */
function clone(value: JsonValue): JsonValue {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** What tells an object from others. */
function identity(document: JsonValue): string {
  return JSON.stringify([valueAt(document, '/kind'), valueAt(document, '/metadata/name')]);
}

/** An operation as cdk8s writes it. */
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
