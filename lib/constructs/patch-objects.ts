import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { applyPatch, jsonPatch, type PatchOperation } from '../kubernetes/json-patch';
import type { JsonValue } from '../util/json';
import { itemPath } from '../util/path';
import { type Violation, violationText } from '../util/violation';

/** A JSON patch of one object (values: `backstage.patches`). */
export interface ObjectPatch {
  /** The object to patch: the one of this kind and name. */
  readonly target: {
    /** Its kind, such as `Deployment`. */
    readonly kind: string;
    /** Its name, as it is rendered. */
    readonly name: string;
  };
  /** Operations of the patch, in order. */
  readonly patch: readonly PatchOperation[];
}

/**
 * Patches objects below a scope by kind and name, for anything that no prop says. Call it behind the constructs.
 *
 * @param scope the chart, or any construct, that the objects are below
 * @param patches the patches, in order
 * @throws Error with all patches whose object or path is not there; nothing is patched then
 */
export function patchObjects(scope: Construct, patches: readonly ObjectPatch[]): void {
  const problems = tryPatches(scope, patches);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => `patches${violationText(problem)}`).join('\n'));
  }
}

/** Patches objects as {@link patchObjects} does, and answers what matches nothing instead of throwing. */
export function tryPatches(scope: Construct, patches: readonly ObjectPatch[]): Violation[] {
  const objects = scope.node.findAll().filter(ApiObject.isApiObject);
  const documents = new Map<ApiObject, JsonValue>();
  const problems: Violation[] = [];
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
        fix: other ? 'patch the construct itself' : `use one of ${objects.map(nameOf).join(', ')}`,
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
