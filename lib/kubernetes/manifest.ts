/** A Kubernetes object in wire format. */
export interface Manifest {
  /** Group and version of the kind, such as `apps/v1`. */
  readonly apiVersion: string;
  /** What the object is, such as `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels and annotations: which object of its kind it is. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [member: string]: unknown;
}
