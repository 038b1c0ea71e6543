import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Manifest } from '../lib';

// Queries of the rendered objects, for the properties of the output of every chart line.

/** Returns the objects of a kind. */
export function ofKind<T>(manifests: readonly Manifest[], kind: string): T[] {
  return manifests.filter((manifest) => manifest.kind === kind) as unknown as T[];
}

/** Returns the names of the objects of a kind. */
export function names(manifests: readonly Manifest[], kind: string): string[] {
  return ofKind<Manifest>(manifests, kind).map(({ metadata }) => metadata.name);
}

/** Returns the entries of a list that are also at an earlier place. */
export function twice<T>(list: readonly T[]): T[] {
  return list.filter((entry, index) => list.indexOf(entry) !== index);
}

/** Object that creates pods. */
interface PodManifest extends Manifest {
  readonly spec: { readonly template: PodTemplateSpec };
}

/** Returns the labels and the specification of the pods that an object of this kind creates. */
export function podTemplate(manifests: readonly Manifest[], kind: 'Deployment' | 'Job' = 'Deployment') {
  const [{ spec = undefined } = {}] = ofKind<PodManifest>(manifests, kind);
  return { labels: spec?.template.metadata?.labels ?? {}, spec: spec?.template.spec as PodSpec };
}

/** Returns all containers of the objects that create pods. */
export function containers(manifests: readonly Manifest[]): Container[] {
  return (['Deployment', 'Job'] as const).flatMap((kind) => {
    const { spec } = podTemplate(manifests, kind);
    return spec ? [...(spec.initContainers ?? []), ...spec.containers] : [];
  });
}

/** Returns all selectors of pods. */
export function podSelectors(manifests: readonly Manifest[]): (LabelSelector | undefined)[] {
  const { spec } = podTemplate(manifests);
  return [
    ...ofKind<Deployment>(manifests, 'Deployment').map((object) => object.spec?.selector),
    ...ofKind<{ spec: { selector: LabelSelector } }>(manifests, 'PodDisruptionBudget').map(
      (object) => object.spec.selector,
    ),
    ...ofKind<{ spec: { podSelector: LabelSelector } }>(manifests, 'NetworkPolicy').map(
      (object) => object.spec.podSelector,
    ),
    ...ofKind<{ spec: { selector: Record<string, string> } }>(manifests, 'Service').map((object) => ({
      matchLabels: object.spec.selector,
    })),
    ...(spec.topologySpreadConstraints ?? []).map(({ labelSelector }) => labelSelector),
  ];
}
