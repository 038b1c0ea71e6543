import { type ApiObject, type ApiObjectProps, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { type Component, Release } from '../backstage/release';
import { omitEmpty } from '../util/omit-empty';
import { isAlreadyChecked } from './already-checked';
import { checkObjectsAround } from './object-checks';
import { RenderedResource } from './rendered-resource';

/** Additional labels and annotations of an object. They override labels and annotations that the construct sets. */
export interface ObjectMetadata {
  /**
   * Additional labels of the object. The construct does not add them to pods and selectors.
   *
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Additional annotations of the object.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Prop of every construct that renders one object. */
export interface MetadataProps {
  /**
   * Additional labels and annotations of the object.
   *
   * @default - only the labels of the release, and the labels and annotations that the construct sets
   */
  readonly metadata?: ObjectMetadata;
}

/**
 * Props of constructs that set their release themselves. Constructs that refer to a workload or Service use its
 * release.
 */
export interface BackstageResourceProps extends MetadataProps {
  /**
   * Release that the object belongs to. It determines the namespace, the prefix of the name, and the labels.
   *
   * @default - the default release, in the namespace of the enclosing chart
   */
  readonly release?: Release;
}

/** Release and namespace that a construct takes from another construct, such as a Service from its Deployment. */
interface Belongings extends BackstageResourceProps {
  /** @default - the release's namespace, else the enclosing chart's */
  readonly namespace?: string;
}

/** Namespace of an object that is not in the namespace of its release. */
interface Place {
  /** Namespace of the object; `false` if it has none. @default - the namespace of the release */
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

/** Manifest of an object without `apiVersion`, `kind` and `metadata`. */
type Content<Manifest> = Omit<Manifest, 'apiVersion' | 'kind' | 'metadata'>;

/**
 * Construct that renders one Kubernetes object of a release.
 *
 * The object is the construct's child `Resource`, and {@link apiObject} exposes it. JSON patches use the paths of the
 * rendered YAML.
 *
 * Synthesis fails if the release and the enclosing chart have different namespaces.
 */
export abstract class BackstageResource extends Construct {
  /** Release that the object belongs to. */
  readonly release: Release;
  /**
   * Namespace of the object: that of the release, otherwise that of the enclosing chart; absent if neither has one, or
   * if the object is cluster-scoped.
   */
  readonly namespace?: string;
  /** The rendered object, for JSON patches, dependencies and additional metadata. */
  abstract readonly apiObject: ApiObject;

  private readonly metadata: ObjectMetadata;

  protected constructor(
    scope: Construct,
    id: string,
    { release, namespace, metadata = {}, ownNamespace }: Belongings & Place,
  ) {
    super(scope, id);
    checkObjectsAround(this);
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

  /** Creates the object from its manifest. It keeps every field, including fields that the types do not contain. */
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
    const apiObject = new RenderedResource(this, 'Resource', props);
    if (namespace === undefined && apiObject.metadata.namespace !== undefined) {
      // cdk8s adds the chart's namespace to every object, but Kubernetes rejects it on a cluster-scoped object.
      apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return apiObject;
  }
}

/** Returns the release and namespace of a construct, for a construct that refers to it. */
export function belongingTo({ release, namespace }: Omit<Belongings, 'metadata'>): Belongings {
  return { release, namespace };
}

/** Makes synthesis fail with the messages that `check` returns, unless rules already checked the values. */
export function addCheck(construct: Construct, check: () => string[]): void {
  if (!isAlreadyChecked(construct)) {
    construct.node.addValidation({ validate: check });
  }
}

/** Returns the namespace of a construct's objects: the given one, otherwise that of the enclosing chart. */
export function namespaceOf(construct: Construct, given: string | undefined): string | undefined {
  return given ?? Chart.of(construct).namespace;
}

/** Makes synthesis fail if a namespace differs from that of the enclosing chart, which contains the other objects. */
export function checkNamespace(construct: Construct, namespace: string | undefined, release: Release): void {
  const { namespace: ofChart } = Chart.of(construct);
  if (ofChart !== undefined && namespace !== ofChart) {
    addCheck(construct, () => [
      release.namespace === undefined
        ? `namespace: the chart is in ${ofChart}, but the workload or Service of this construct is in ${namespace}; create both in one namespace`
        : `namespace: the chart is in ${ofChart}, but the release is in ${namespace}; set both to the same namespace, or remove the release's`,
    ]);
  }
}
