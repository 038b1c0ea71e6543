import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isComposite } from './composite';

/** Object of a chart, as it is written. */
export interface RenderedObject {
  readonly apiObject: ApiObject;
  /** Construct that the user created and that renders the object. */
  readonly owner: IConstruct;
  /** The object in wire format, patches included. */
  readonly object: unknown;
}

/** Objects of a chart, and a message for each object that cannot be rendered. */
export interface RenderedChart {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly string[];
}

/** Renders the objects of a chart without those of the charts inside it. */
export function renderedObjects(chart: Chart): RenderedChart {
  const objects: RenderedObject[] = [];
  const problems: string[] = [];
  for (const apiObject of chart.node.findAll().filter(ApiObject.isApiObject)) {
    if (Chart.of(apiObject) === chart) {
      const owner = ownerOf(apiObject);
      try {
        objects.push({ apiObject, owner, object: apiObject.toJson() });
      } catch (error) {
        problems.push(`${owner.node.path}: ${apiObject.kind} ${apiObject.name}: ${reasonOf(error)}`);
      }
    }
  }
  return { objects, problems };
}

/** Returns the construct that the user created, to which an object belongs: cdk8s-plus and this package add objects. */
function ownerOf(apiObject: ApiObject): IConstruct {
  const { id, scope } = apiObject.node;
  let owner: IConstruct = id === 'Resource' && scope !== undefined && !Chart.isChart(scope) ? scope : apiObject;
  for (let above = owner.node.scope; above !== undefined && isComposite(above); above = above.node.scope) {
    owner = above;
  }
  return owner;
}

/** Describes why an object cannot be rendered, without the error's message, which may contain a secret. */
function reasonOf(error: unknown): string {
  // cdk8s wraps the error, and writes its name into the message.
  const message = error instanceof Error ? error.message : '';
  const [, name = 'Error', rest = ''] = /': (\w*Error): (.*)$/s.exec(message) ?? [];
  if (name === 'RangeError') {
    return 'must not contain itself, and must have at most a few hundred levels; remove the value that contains itself';
  }
  const [, type] = /^can't render non-simple object of type '(\w+)'$/.exec(rest) ?? [];
  return type === undefined
    ? `cannot be rendered, because a value, a function or a patch of it fails (${name}); correct the values that it reads`
    : `must contain only texts, numbers, booleans, lists and maps, got an object of the class ${type}; replace it`;
}
