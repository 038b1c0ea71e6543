import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { KEEP } from '../../kubernetes/keep';
import type { CommonResolved } from './subject';

/**
 * Adds the Namespace of the release (option `namespaceObject`). It has no labels, because a deletion by label would
 * delete everything in it. Appliers that prune keep it, too.
 */
export function addNamespace(scope: Construct, { release, namespaceObject }: CommonResolved): void {
  if (namespaceObject) {
    const namespace = new ApiObject(scope, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: release.namespace ?? '', annotations: { ...KEEP } },
    });
    // cdk8s adds the chart's namespace to every object, but Kubernetes rejects it on a cluster-scoped object.
    namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}
