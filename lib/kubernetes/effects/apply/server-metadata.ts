import { isMap } from '../../../util/members';

/** Members of the metadata that only API servers write. */
const SERVER_MEMBERS = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Annotations of kubectl and of the controllers of Kubernetes. */
const SERVER_ANNOTATION =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|deployment\.kubernetes\.io\/.*|(?:pv|volume|volume\.beta)\.kubernetes\.io\/.*|autoscaling\.alpha\.kubernetes\.io\/.*)$/;

/** Labels of controllers: the name of a Namespace, and the owner of the pods of a Job. */
const SERVER_LABEL = /^(?:kubernetes\.io\/metadata\.name|(?:batch\.kubernetes\.io\/)?(?:controller-uid|job-name))$/;

/** Finalizers of controllers of Kubernetes. */
const SERVER_FINALIZER = /^(?:kubernetes\.io\/.*|foregroundDeletion|orphan)$/;

/** Returns metadata without what API servers and the controllers of Kubernetes write. */
export function withoutServerMetadata(metadata: unknown): unknown {
  if (!isMap(metadata)) {
    return metadata;
  }
  const { annotations, labels, finalizers, ...others } = metadata;
  return {
    ...Object.fromEntries(Object.entries(others).filter(([key]) => !SERVER_MEMBERS.has(key))),
    annotations: without(annotations, SERVER_ANNOTATION),
    labels: without(labels, SERVER_LABEL),
    finalizers: Array.isArray(finalizers)
      ? finalizers.filter((finalizer) => !SERVER_FINALIZER.test(String(finalizer)))
      : finalizers,
  };
}

function without(map: unknown, keys: RegExp): unknown {
  return isMap(map) ? Object.fromEntries(Object.entries(map).filter(([key]) => !keys.test(key))) : map;
}
