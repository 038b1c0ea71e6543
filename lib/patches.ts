import { isDeepStrictEqual } from 'node:util';
import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isJsonMap, isJsonPointer, type JsonValue } from './json';
import { itemPath } from './path';

/** One operation of a JSON patch (RFC 6902), by the names that stand in the YAML. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/** A JSON patch of one object (values: `backstage.patches`). */
export interface ObjectPatch {
  /** The object. */
  readonly target: {
    /** Its kind, such as `Deployment`. */
    readonly kind: string;
    /** Its name, as it is rendered. */
    readonly name: string;
  };
  /** Operations, in order. */
  readonly patch: readonly PatchOperation[];
}

/** A patch that matches nothing. */
export interface PatchProblem {
  /** Path of the patch or operation, such as `[0].patch[1].path`. */
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

/**
 * Patches objects below a scope by kind and name, for anything that no prop says. Call it behind the constructs.
 *
 * @throws Error with all patches whose object or path is not there; nothing is patched then
 */
export function patchObjects(scope: Construct, patches: readonly ObjectPatch[]): void {
  const problems = tryPatches(scope, patches);
  if (problems.length > 0) {
    throw new Error(problems.map(({ path, message, mend }) => `patches${path}: ${message}; ${mend}`).join('\n'));
  }
}

/** Patches objects as {@link patchObjects} does, and answers what matches nothing instead of throwing. */
export function tryPatches(scope: Construct, patches: readonly ObjectPatch[]): PatchProblem[] {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject);
  const documents = new Map<ApiObject, JsonValue>();
  const problems: PatchProblem[] = [];
  for (const [index, { target, patch }] of patches.entries()) {
    const here = itemPath('', index);
    const [object, other] = findTargets(objects, target);
    if (object && !other) {
      const before: JsonValue = documents.get(object) ?? object.toJson();
      documents.set(object, applyPatch(before, patch, `${here}.patch`, problems));
    } else {
      problems.push({
        path: `${here}.target`,
        message: `must be ${other ? 'one object' : 'an object that is rendered'}, got ${target.kind} ${target.name}${other ? ' of several namespaces' : ''}`,
        mend: other ? 'patch the construct itself' : `use one of ${objects.map(nameOf).join(', ')}`,
      });
    }
  }
  if (problems.length === 0) {
    for (const { target, patch } of patches) {
      findTargets(objects, target)[0]?.addJsonPatch(...patch.map(jsonPatch));
    }
  }
  return problems;
}

/** The objects of that kind and name: more than one where several namespaces have one. */
function findTargets(objects: readonly ApiObject[], target: ObjectPatch['target']): ApiObject[] {
  return objects.filter(({ kind, name }) => kind === target.kind && name === target.name);
}

function nameOf({ kind, name }: ApiObject): string {
  return `${kind} ${name}`;
}

/** The document after a patch, less the operations that match nothing: those are among the problems. */
function applyPatch(
  document: JsonValue,
  patch: readonly PatchOperation[],
  path: string,
  problems: PatchProblem[],
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
): { readonly after: JsonValue; readonly problem?: PatchProblem } {
  const problem = operationProblem(before, operation);
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
        mend: 'change the value that they follow from',
      },
    };
  }
  return { after };
}

function operationProblem(document: JsonValue, operation: PatchOperation): PatchProblem | undefined {
  const { op, path } = operation;
  const from = op === 'move' || op === 'copy' ? operation.from : undefined;
  for (const [key, pointer] of Object.entries({ path, ...(from !== undefined && { from }) })) {
    if (!isJsonPointer(pointer)) {
      return { path: key, message: `must be a JSON pointer, got ${pointer}`, mend: 'write it as /spec/replicas' };
    }
  }
  if (from !== undefined && find(document, from) === undefined) {
    return { path: 'from', message: `must be there, got ${from}`, mend: 'correct the pointer' };
  }
  if (op === 'move' && path.startsWith(`${from}/`)) {
    return { path: 'path', message: `must not be below from, got ${path}`, mend: 'correct one of the two' };
  }
  if (op === 'remove' || op === 'replace' || op === 'test') {
    const there = find(document, path);
    if (there === undefined) {
      return {
        path: 'path',
        message: `must be there, got ${path}`,
        mend: op === 'replace' ? 'correct the pointer, or use add' : 'correct the pointer',
      };
    }
    return op === 'test' && !isDeepStrictEqual(clone(there), clone(operation.value))
      ? {
          path: 'path',
          message: `must have the value that is tested for: ${path} has another`,
          mend: 'correct one of the two',
        }
      : undefined;
  }
  return canAdd(document, path)
    ? undefined
    : {
        path: 'path',
        message: `must be a member of what is there, got ${path}`,
        mend: 'correct the pointer, or add what is above it first',
      };
}

/** A copy that shares nothing, not even prototypes of another realm. */
function clone(value: JsonValue): JsonValue {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** What tells an object from others. */
function identity(document: JsonValue): string {
  return JSON.stringify([find(document, '/kind'), find(document, '/metadata/name')]);
}

/** What a JSON pointer points to, or undefined where nothing is. */
function find(document: JsonValue, pointer: string): JsonValue | undefined {
  return keys(pointer).reduce<JsonValue | undefined>(
    (value, key) =>
      typeof value === 'object' &&
      value !== null &&
      Object.hasOwn(value, key) &&
      !(Array.isArray(value) && !isIndex(key))
        ? (Reflect.get(value, key) as JsonValue)
        : undefined,
    document,
  );
}

/** Pointers that reach into JavaScript's own objects. */
const UNSAFE_KEYS = /\/__proto__(?:\/|$)|\/constructor\/prototype(?:\/|$)/;

/** Whether there is a map or list that a JSON pointer names a new or old member of. */
function canAdd(document: JsonValue, pointer: string): boolean {
  const key = keys(pointer).at(-1);
  const parent = find(document, pointer.slice(0, pointer.lastIndexOf('/')));
  if (key === undefined || UNSAFE_KEYS.test(pointer)) {
    return false;
  }
  return Array.isArray(parent) ? key === '-' || (isIndex(key) && Number(key) <= parent.length) : isJsonMap(parent);
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(key);
}

/** The keys of a JSON pointer (RFC 6901). */
function keys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function jsonPatch(operation: PatchOperation): JsonPatch {
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
