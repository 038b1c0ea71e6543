import { type ApiObject, type ApiObjectProps, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { type Component, Release } from './release';
import { WireObject } from './wire-object';

/** Context key, for the constructs below a scope: rules have checked their settings, and those allowed to pass have. */
export const ALREADY_CHECKED = 'cdk8s-openchoreo-backstage:already-checked';

/** The prop that every construct of this package shares. */
export interface BackstageResourceProps {
  /**
   * The release that the object belongs to: its namespace, the beginning of its name, its labels.
   *
   * @default - the default release, in the namespace of the enclosing chart
   */
  readonly release?: Release;
}

/** Identity of an object within a release. */
interface ObjectIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default - the release's namespace */
  readonly namespace?: string;
  /** Labels besides the release's. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default 'backstage' */
  readonly component?: Component;
  /** @default false */
  readonly clusterScoped?: boolean;
}

/** The part of a manifest that is an object's own: everything but its identity. */
type Content<Manifest> = Omit<Manifest, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * A construct that is one Kubernetes object of a release.
 *
 * The object is the construct's child `Resource`, exposed as {@link apiObject}: JSON patches name its wire-format members.
 */
export abstract class BackstageResource extends Construct {
  /** The release that the object belongs to. */
  readonly release: Release;
  /** The rendered object, for JSON patches, dependencies and further metadata. */
  abstract readonly apiObject: ApiObject;

  protected constructor(scope: Construct, id: string, release?: Release) {
    super(scope, id);
    this.release = releaseOf(scope, release);
  }

  /** Name of the rendered object. */
  get name(): string {
    return this.apiObject.name;
  }

  /** Renders the object. Plain wire format goes in and comes out as it is: no field of a newer Kubernetes gets lost. */
  protected resource<Manifest>(identity: ObjectIdentity, content: Content<Manifest>): ApiObject {
    const { apiVersion, kind, name, labels, annotations, component = 'backstage', clusterScoped = false } = identity;
    const { namespace = this.release.namespace } = identity;
    const props: ApiObjectProps = {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(!clusterScoped && { namespace }),
        labels: { ...this.release.labels(component), ...labels },
        ...(annotations && Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
      },
      ...content,
    };
    const apiObject = new WireObject(this, 'Resource', props);
    if (clusterScoped && apiObject.metadata.namespace !== undefined) {
      // cdk8s puts the chart's namespace on every object, and Kubernetes rejects it on a cluster-scoped one.
      apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return apiObject;
  }
}

/** Lets synthesis fail with what `check` answers, unless the settings come of values that rules have checked. */
export function addCheck({ node }: Construct, check: () => string[]): void {
  node.addValidation({ validate: () => (node.tryGetContext(ALREADY_CHECKED) ? [] : check()) });
}

/** The release given, else the default release in the namespace of the chart around `scope`. */
export function releaseOf(scope: Construct, release?: Release): Release {
  if (release) {
    return release;
  }
  const { namespace } = Chart.of(scope);
  return new Release(namespace === undefined ? {} : { namespace });
}
