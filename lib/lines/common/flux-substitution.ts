import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { leaveToFlux } from '../../constructs/rendered-resource';
import { hasFluxVariables } from '../../kubernetes/flux-substitution';
import type { Defect } from '../../values/defect';
import type { Subject } from '../../values/subject';
import type { CommonResolved } from './subject';

/**
 * Returns the defect of a line. It never warns of a single value, because only portals of some Flux users are affected.
 *
 * @param texts returns the values and files that the chart writes into its objects
 */
export function fluxSubstitution<S extends Subject>(texts: (subject: S) => unknown): Defect<S, 'flux-substitution'> {
  return {
    id: 'flux-substitution',
    object: 'objects whose text contains `${…}` or `$$`: annotations',
    chart: 'none',
    corrected: 'the annotation `kustomize.toolkit.fluxcd.io/substitute: disabled`',
    why: 'Flux replaces `${…}` by an empty text and `$$` by `$`, or stops, if its Kustomization substitutes variables (`postBuild`).',
    effect: 'changes in place',
    *find(subject) {
      if (hasFluxVariables(texts(subject))) {
        yield { message: 'Flux replaces variables in the objects if its Kustomization substitutes any' };
      }
    },
  };
}

/** Kinds of objects that every chart renders. */
const KINDS: readonly string[] = [
  'Deployment',
  'HorizontalPodAutoscaler',
  'HTTPRoute',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'PodDisruptionBudget',
  'PriorityClass',
  'Service',
  'ServiceAccount',
];

/**
 * Leaves the annotation out of the objects that the chart renders, if the rendering reproduces the defect.
 *
 * @param kinds kinds of objects that only the charts of this line render
 * @param names names of objects of these kinds that the chart does not render
 */
export function omitFluxAnnotations(
  scope: Construct,
  resolved: CommonResolved,
  kinds: readonly string[],
  names: readonly string[],
): void {
  if (!resolved.reproduces('flux-substitution')) {
    return;
  }
  for (const object of scope.node.findAll().filter(ApiObject.isApiObject)) {
    if ([...KINDS, ...kinds].includes(object.kind) && !names.includes(object.name)) {
      leaveToFlux(object);
    }
  }
}
