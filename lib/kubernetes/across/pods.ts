import { memberOf, textOf } from '../../util/members';

/** Place of the pods in an object: the keys of their spec, and their metadata. */
interface Pods {
  readonly spec: readonly string[];
  readonly metadata: readonly string[];
}

const TEMPLATE: Pods = { spec: ['spec', 'template', 'spec'], metadata: ['spec', 'template', 'metadata'] };

const PLACES: Readonly<Record<string, Pods>> = {
  CronJob: {
    spec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    metadata: ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
  },
  DaemonSet: TEMPLATE,
  Deployment: TEMPLATE,
  Job: TEMPLATE,
  Pod: { spec: ['spec'], metadata: ['metadata'] },
  ReplicaSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  StatefulSet: TEMPLATE,
};

/** Pods that an object creates. */
export interface PodTemplate {
  /** Keys of the spec of the pods in the object. */
  readonly path: readonly string[];
  readonly spec: unknown;
  readonly labels: unknown;
}

/** Returns the pods that an object creates; undefined if it creates none. */
export function podsOf(object: unknown): PodTemplate | undefined {
  const kind = textOf(object, 'kind') ?? '';
  const place = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
  return (
    place && {
      path: place.spec,
      spec: memberOf(object, ...place.spec),
      labels: memberOf(object, ...place.metadata, 'labels'),
    }
  );
}
