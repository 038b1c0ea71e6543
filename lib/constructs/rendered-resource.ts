import { ApiObject, JsonPatch } from 'cdk8s';
import { FLUX_SUBSTITUTE, hasFluxVariables } from '../kubernetes/flux-substitution';
import { isMap, memberOf } from '../util/members';
import { forgetPassedCharts } from './passed-charts';

const leftToFlux = new WeakSet<ApiObject>();

/** Leaves the annotation out of an object, so that Flux replaces its variables. */
export function leaveToFlux(object: ApiObject): void {
  leftToFlux.add(object);
}

/**
 * API object of a construct. If its text contains `${…}` or `$$`, it has an annotation that keeps Flux from replacing them.
 * An annotation with the same key and another value overrides it.
 */
export class RenderedResource extends ApiObject {
  private readonly operations: JsonPatch[] = [];

  /** @inheritdoc */
  override addJsonPatch(...operations: JsonPatch[]): void {
    forgetPassedCharts();
    this.operations.push(...operations);
  }

  /** @inheritdoc */
  override toJson(): unknown {
    let object = this.annotated(super.toJson());
    for (const operation of this.operations) {
      // A patch uses the paths of the rendered YAML, in which the annotation is. A patch may also add the first variable.
      object = this.annotated(this.patched(object, operation));
    }
    return object;
  }

  private patched(object: unknown, operation: JsonPatch): unknown {
    try {
      return JsonPatch.apply(object, operation);
    } catch (error) {
      // The message of cdk8s, as for the patches of objects of other packages.
      throw new Error(`Failed serializing construct at path '${this.node.path}' with name '${this.name}': ${error}`);
    }
  }

  private annotated(object: unknown): unknown {
    const metadata = memberOf(object, 'metadata');
    if (leftToFlux.has(this) || !isMap(object) || !isMap(metadata) || !hasFluxVariables(object)) {
      return object;
    }
    const annotations = { [FLUX_SUBSTITUTE]: 'disabled', ...Object(metadata.annotations) };
    return { ...object, metadata: { ...metadata, annotations } };
  }
}
