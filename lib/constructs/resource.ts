import { ApiObject, type ApiObjectProps, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { type Component, Release } from '../backstage/release';
import { omitEmpty } from '../util/omit-empty';

/** Context key for the constructs below a scope: rules have checked their settings, or were allowed to pass. */
export const ALREADY_CHECKED = 'cdk8s-openchoreo-backstage:already-checked';

/** Labels and annotations of an object, besides those that the construct sets. */
export interface ObjectMetadata {
  /**
   * Labels of the object. Pods and selectors do not get them.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the object.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The prop that every construct of one object shares. */
export interface MetadataProps {
  /**
   * Labels and annotations of the object.
   *
   * @default - the labels of the release
   */
  readonly metadata?: ObjectMetadata;
}

/** The props that constructs without another one to take the release from share. */
export interface BackstageResourceProps extends MetadataProps {
  /**
   * The release that the object belongs to: its namespace, the prefix of its name, its labels.
   *
   * @default - the default release, in the namespace of the enclosing chart
   */
  readonly release?: Release;
}

/** What an object takes over from the one that it is for: its release, and with it the namespace. */
interface Belongings extends BackstageResourceProps {
  /** @default - the release's namespace, else the enclosing chart's */
  readonly namespace?: string;
}

/** Where an object is that is not beside those of its release. */
interface Place {
  /** A namespace of its own; `false` if the object is in none. @default - that of the release */
  readonly ownNamespace?: string | false;
}

/** Identity of an object within a release. */
interface ObjectIdentity extends ObjectMetadata {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** @default 'backstage' */
  readonly component?: Component;
}

/** The part of a manifest that is an object's own: everything but its identity. */
type Content<Manifest> = Omit<Manifest, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * A construct that is one Kubernetes object of a release.
 *
 * The object is the construct's child `Resource`, exposed as {@link apiObject}: JSON patches name its wire-format members.
 *
 * Synthesis fails if the release and the enclosing chart name different namespaces.
 */
export abstract class BackstageResource extends Construct {
  /** The release that the object belongs to. */
  readonly release: Release;
  /** Namespace of the object; absent if it has none. Most are in the release's, else in the enclosing chart's. */
  readonly namespace?: string;
  /** The rendered object, for JSON patches, dependencies and further metadata. */
  abstract readonly apiObject: ApiObject;

  private readonly metadata: ObjectMetadata;

  protected constructor(
    scope: Construct,
    id: string,
    { release, namespace, metadata = {}, ownNamespace }: Belongings & Place,
  ) {
    super(scope, id);
    this.release = release ?? new Release();
    this.metadata = metadata;
    if (ownNamespace === undefined) {
      this.namespace = namespaceOf(this, this.release.namespace ?? namespace);
      checkNamespace(this, this.namespace, this.release);
    } else {
      this.namespace = ownNamespace || undefined;
    }
  }

  /** Name of the rendered object. */
  get name(): string {
    return this.apiObject.name;
  }

  /** Renders the object. Plain wire format goes in and comes out unchanged: no field of a newer Kubernetes gets lost. */
  protected resource<Manifest>(identity: ObjectIdentity, content: Content<Manifest>): ApiObject {
    const { apiVersion, kind, name, component = 'backstage' } = identity;
    const { namespace } = this;
    const labels = { ...this.release.labels(component), ...identity.labels, ...this.metadata.labels };
    const props: ApiObjectProps = {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        labels,
        annotations: omitEmpty({ ...identity.annotations, ...this.metadata.annotations }),
      },
      ...content,
    };
    const apiObject = new ApiObject(this, 'Resource', props);
    if (namespace === undefined && apiObject.metadata.namespace !== undefined) {
      // cdk8s puts the chart's namespace on every object, and Kubernetes rejects it on a cluster-scoped one.
      apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return apiObject;
  }
}

/** The release and the namespace of an object that another one is for. */
export function belongingTo({ release, namespace }: Omit<Belongings, 'metadata'>): Belongings {
  return { release, namespace };
}

/** Makes synthesis fail with the messages that `check` returns, unless the settings come from checked values. */
export function addCheck({ node }: Construct, check: () => string[]): void {
  node.addValidation({ validate: () => (node.tryGetContext(ALREADY_CHECKED) ? [] : check()) });
}

/** Returns the namespace of a construct's objects: the given one, else the enclosing chart's. */
export function namespaceOf(construct: Construct, given: string | undefined): string | undefined {
  return given ?? Chart.of(construct).namespace;
}

/** Makes synthesis fail if a namespace is not the enclosing chart's, in which the objects beside this one are. */
export function checkNamespace(construct: Construct, namespace: string | undefined, release: Release): void {
  const { namespace: ofChart } = Chart.of(construct);
  if (ofChart !== undefined && namespace !== ofChart) {
    addCheck(construct, () => [
      release.namespace === undefined
        ? `namespace: what this is for is in ${namespace}, and the chart in ${ofChart}; create both in one namespace`
        : `namespace: the release has ${namespace} and the chart ${ofChart}; give both the same, or the release none`,
    ]);
  }
}
