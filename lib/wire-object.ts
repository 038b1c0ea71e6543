import { ApiObject, type ApiObjectProps, App, JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

/** How many resolvers an app has whose user added none. */
const BUILT_IN_RESOLVERS = new App().resolvers.length;

type WireMap = Readonly<Record<string, unknown>>;

/**
 * An API object whose members are wire format already, but for lazy values and members that are undefined.
 *
 * It renders what any `ApiObject` renders, in one walk over its members: cdk8s takes two, with three questions at each
 * value, since its objects may hold anything. Of a fleet's time that is a sixth.
 */
export class WireObject extends ApiObject {
  private readonly content: WireMap;
  private readonly jsonPatches: JsonPatch[] = [];

  constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    this.content = { ...props, metadata: undefined };
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    super.addJsonPatch(...patches);
    this.jsonPatches.push(...patches);
  }

  override toJson(): unknown {
    if (process.env.CDK8S_DISABLE_SORT || App.of(this).resolvers.length > BUILT_IN_RESOLVERS) {
      return super.toJson();
    }
    try {
      const { apiVersion, kind } = this;
      const manifest = { apiVersion, kind, metadata: this.metadata.toJson(), ...wireFormat(this.content) };
      return this.jsonPatches.length > 0 ? JsonPatch.apply(manifest, ...this.jsonPatches) : manifest;
    } catch {
      // What is no wire format after all is for cdk8s to render, or to say what is wrong.
      return super.toJson();
    }
  }
}

/** A map in wire format: with sorted keys, with what lazy values produce, without null and undefined. */
function wireFormat(map: WireMap): WireMap {
  if (Object.getPrototypeOf(map) !== Object.prototype || Object.hasOwn(map, '__proto__')) {
    throw new Error('no plain object');
  }
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(map).sort()) {
    const value = wireValue(map[key]);
    if (value !== undefined) {
      result[key] = value;
    }
  }
  return result;
}

function wireValue(value: unknown): unknown {
  if (typeof value === 'function') {
    throw new Error('no plain value');
  }
  if (typeof value !== 'object') {
    return value;
  }
  if (value === null) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(wireValue);
  }
  return value instanceof Lazy ? wireValue(value.produce()) : wireFormat(value as WireMap);
}
