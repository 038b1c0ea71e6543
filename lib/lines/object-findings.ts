import { ApiObject, App, Chart } from 'cdk8s';
import { acrossViolations } from '../kubernetes/across';
import { checkObject, type ObjectViolation } from '../kubernetes/checks';
import type { Manifest } from '../kubernetes/manifest';
import { isWithinAny, outerPaths } from '../util/path';
import type { Violation } from '../util/violation';
import type { Facts } from '../values/facts';
import type { Finding } from '../values/finding';
import { removedEntries, withoutPaths, withRemovedEntries, type YamlMap } from '../values/merge';
import { isAllowed, KUBERNETES_OBJECTS, OBJECT_RULES, type ResolveOptions } from '../values/options';
import { type Origin, Origins } from '../values/origin';
import { mergedValues } from '../values/resolve';
import type { Keys } from '../values/tree';
import { KUBERNETES_FIELDS, SCHEMA } from '../values/validate';
import type { LineDefinition } from './definition';

/** Returns the objects of values that no rule has checked; undefined if they cannot be rendered. */
export function renderUnchecked<Values extends object, F extends Facts, Id extends string>(
  definition: LineDefinition<Values, F, Id>,
  given: YamlMap,
  options: ResolveOptions,
): readonly Manifest[] | undefined {
  const merged = mergedValues(definition, given, options);
  try {
    const chart = new Chart(new App(), 'chart', {
      namespace: merged.release.namespace,
      disableResourceNameHashes: true,
    });
    definition.build(chart, Object.assign(merged, { findings: [], allowedFindings: () => [] }));
    return chart.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson());
  } catch {
    // Constructs may throw any error for values that rules would have refused.
    return undefined;
  }
}

/** Values, and what a rendering of them needs. */
interface Source<Values, F extends Facts, Id extends string> {
  readonly definition: LineDefinition<Values, F, Id>;
  /** The user's values, merged. */
  readonly given: YamlMap;
  readonly options: ResolveOptions;
}

/**
 * Returns what Kubernetes refuses in the objects of values, with the paths of the values that the members come from.
 *
 * @param known returns findings of rules about the same values, which the result does not repeat
 * @param rendered the objects of the values; rendered here if they are not given
 */
export function objectFindings<Values extends object, F extends Facts, Id extends string>(
  source: Source<Values, F, Id>,
  known: () => readonly Finding[],
  rendered?: readonly Manifest[],
): readonly Finding[] {
  if (rendered !== undefined && refusals(rendered, source.options).length === 0) {
    return [];
  }
  const errors = known().filter(({ path, severity }) => path !== '' && severity === 'error');
  // Constructs cannot render values of the wrong type.
  const unfit = errors.filter(({ rule }) => rule === SCHEMA || rule === KUBERNETES_FIELDS);
  const found = foundWithout(source, unfit, rendered);
  if (errors.length === unfit.length || found.length === 0) {
    return found;
  }
  // Consequences of values that rules refuse are no further problems.
  const others = new Set(foundWithout(source, errors).map(({ path }) => path));
  return found.filter(({ path }) => others.has(path));
}

/** Returns what Kubernetes refuses in the objects of values, except values that findings already refuse. */
function foundWithout<Values extends object, F extends Facts, Id extends string>(
  { definition, given, options }: Source<Values, F, Id>,
  known: readonly Finding[],
  rendered?: readonly Manifest[],
): Finding[] {
  const paths = known.map(({ path }) => path);
  const rest = paths.length === 0 ? given : withoutPaths(given, paths);
  const objects = paths.length === 0 && rendered ? rendered : renderUnchecked(definition, rest, options);
  if (objects === undefined) {
    return [];
  }
  const { values, release } = mergedValues(definition, rest, options);
  const origins = new Origins({
    objects,
    given: rest,
    complete: values as YamlMap,
    options: { releaseName: release.name, namespace: release.namespace ?? '' },
    render: (changed, names) => renderUnchecked(definition, changed, { ...options, ...names }),
  });
  const knownPaths = new Set(paths);
  const aroundKnown = new Set(paths.flatMap(outerPaths));
  const removed = removedEntries(paths);
  // The same value can be in several objects and members. The first one that is refused tells enough.
  const unique = new Map<string, Finding>();
  for (const refusal of refusals(objects, options)) {
    const found = finding(refusal, origins.of(refusal.index, refusal.violation.keys));
    const path = withRemovedEntries(found.path, removed);
    const isKnown = path !== '' && (aroundKnown.has(path) || isWithinAny(path, knownPaths));
    const id = path === '' ? found.message : path;
    if (!isKnown && !unique.has(id)) {
      unique.set(id, { ...found, path });
    }
  }
  return [...unique.values()];
}

/** Something that Kubernetes refuses in an object, or in several together. */
interface Refusal {
  readonly rule: string;
  readonly violation: Violation & { readonly keys: Keys };
  readonly object: Manifest;
  /** Index of the object. */
  readonly index: number;
}

function refusals(objects: readonly Manifest[], options: ResolveOptions): Refusal[] {
  const { allow } = options;
  const isOff = (rule: string) => isAllowed(rule, allow);
  if (OBJECT_RULES.every(isOff)) {
    return [];
  }
  const alone = objects.flatMap((object, index) =>
    checkObject(object, options).map((violation) => ({ object, index, violation, rule: ruleOf(violation) })),
  );
  return [...alone, ...together(objects)].filter(({ rule }) => !isOff(rule));
}

/** Returns how objects of one release conflict with each other. */
function together(objects: readonly Manifest[]): Refusal[] {
  const labelled = objects.map((object) => ({ object, label: `another ${object.kind}` }));
  return acrossViolations(labelled).flatMap(({ of, check, path, message, fix }) => {
    const index = labelled.findIndex(({ object }) => object === of.object);
    const object = objects[index];
    return object === undefined
      ? []
      : [{ rule: check, object, index, violation: { path, message, fix, keys: path.split('.') } }];
  });
}

function ruleOf({ isOfType }: ObjectViolation): string {
  return isOfType ? KUBERNETES_FIELDS : KUBERNETES_OBJECTS;
}

function finding({ rule, violation, object }: Refusal, origin: Origin | undefined): Finding {
  const { path, message, fix } = violation;
  const name = `${object.kind} ${object.metadata.name}`;
  const common = { rule, severity: 'error', object: name } as const;
  if (origin === undefined) {
    return { ...common, path: '', message: `${path === '' ? name : `${name}: ${path}`} ${message}`, fix };
  }
  return origin.isPassedThrough
    ? { ...common, path: origin.path, message, fix }
    : {
        ...common,
        path: origin.path,
        message: `gives ${name} a wrong ${path}: it ${message}`,
        fix: `change ${origin.path}; ${fix}`,
      };
}
