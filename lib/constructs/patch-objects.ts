import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { applyPatch, jsonPatch, type PatchOperation } from '../kubernetes/json-patch';
import { checkArgument } from '../util/check-argument';
import { json } from '../util/data-shape';
import type { JsonValue } from '../util/json';
import { itemPath } from '../util/path';
import { listOf, membersOf, oneOf, optional, shape, text } from '../util/shape';
import { type Violation, violationText } from '../util/violation';

/** JSON patch of one object (values: `backstage.patches`). */
export interface ObjectPatch {
  /** The object to patch, found by its kind and name. */
  readonly target: {
    /** Kind of the object, such as `Deployment`. */
    readonly kind: string;
    /** Name of the object in the rendered YAML. */
    readonly name: string;
  };
  /** Operations of the patch (RFC 6902), in order. */
  readonly patch: readonly PatchOperation[];
}

const CONSTRUCT = shape('a construct', Construct.isConstruct);

const PATCHES = listOf(
  membersOf<ObjectPatch>({
    target: membersOf<ObjectPatch['target']>({ kind: text, name: text }),
    patch: listOf(
      membersOf<Required<PatchOperation> & { readonly from: string; readonly value: JsonValue }>({
        op: oneOf('add', 'replace', 'test', 'remove', 'move', 'copy'),
        path: text,
        from: optional(text),
        value: optional(json),
      }),
    ),
  }),
);

/**
 * Patches objects below a scope, found by kind and name, for settings that no prop covers. Call it after creating the
 * constructs.
 *
 * @param scope chart, or any construct, that contains the objects
 * @param patches patches to apply, in order
 * @throws Error if a patch cannot be applied. The message lists all problems, and no object is patched
 */
export function patchObjects(scope: Construct, patches: readonly ObjectPatch[]): void {
  checkArgument('patchObjects', 'scope', scope, CONSTRUCT);
  checkArgument('patchObjects', 'patches', patches, PATCHES);
  const problems = tryPatches(scope, patches);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => `patches${violationText(problem)}`).join('\n'));
  }
}

/** Patches objects as {@link patchObjects} does, but returns the problems instead of throwing an error. */
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
        message: `must be ${other ? 'one object' : 'a rendered object'}, got ${target.kind} ${target.name}${other ? ' in several namespaces' : ''}`,
        fix: other
          ? "call addJsonPatch on the construct's apiObject"
          : `set it to one of ${objects.map(nameOf).join(', ')}`,
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

/** Returns the objects of a kind and name. There are several if several namespaces have one. */
function findTargets(objects: readonly ApiObject[], target: ObjectPatch['target']): ApiObject[] {
  return objects.filter(({ kind, name }) => kind === target.kind && name === target.name);
}

function nameOf({ kind, name }: ApiObject): string {
  return `${kind} ${name}`;
}
