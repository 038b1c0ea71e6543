import type { ObjectMeta, OwnerReference } from 'kubernetes-types/meta/v1';
import { DNS_LABEL, DNS_NAME, type NameForm, OLD_SERVICE_NAME, PATH_SEGMENT } from '../names';
import { checkFinalizers, checkPrefixes } from './finalizers';
import { requireMember } from './members';
import { checkAtLeast } from './numbers';
import type { Place } from './place';
import { checkForm } from './texts';
import type { Given } from './type-check';

/** Kinds whose names only have to fit in a path. */
const PATH_SEGMENTS: readonly string[] = [
  'policy/v1/PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
];

/** Kinds whose names are DNS labels. */
const LABELS: readonly string[] = ['apps/v1/StatefulSet', 'v1/Namespace', 'v1/Service'];

/** Groups of kinds whose finalizers need a prefix. For other kinds, Kubernetes checks only the form. */
const PREFIXED: readonly string[] = ['', 'apps', 'autoscaling', 'batch', 'networking.k8s.io', 'scheduling.k8s.io'];

/**
 * Checks the metadata that objects have and pod templates do not have: names, owners and finalizers.
 *
 * @param id API version and kind, such as `apps/v1/Deployment`
 */
export function checkObjectMetadata(metadata: Given<ObjectMeta>, id: string, at: Place): void {
  const {
    name,
    generateName,
    namespace,
    ownerReferences = [],
    finalizers = [],
    generation,
    resourceVersion,
  } = metadata;
  const form = nameForm(id, at);
  if (name) {
    checkForm(name, form, at.at('name'));
  } else if (!generateName) {
    at.at('name').refuse('is required', 'set it to the name of the object');
  }
  if (generateName && !fitsGenerated(generateName, form)) {
    at.at('generateName').refuseValue(generateName, form.words, form.fix);
  }
  if (namespace) {
    checkForm(namespace, DNS_LABEL, at.at('namespace'));
  }
  checkOwners(ownerReferences, at.at('ownerReferences'));
  checkFinalizers(finalizers, at.at('finalizers'));
  const group = id.split('/').slice(0, -2).join('/');
  if (PREFIXED.includes(group)) {
    checkPrefixes(finalizers, at.at('finalizers'));
  }
  checkAtLeast(generation, 0, at.at('generation'));
  if (resourceVersion && !/^\d+$/.test(resourceVersion)) {
    at.at('resourceVersion').refuseValue(resourceVersion, 'a number, which Kubernetes sets', 'remove it');
  }
  for (const key of ['managedFields', 'uid'] as const) {
    if (metadata[key] !== undefined) {
      at.at(key).refuse('must not be set, because Kubernetes sets it', `remove ${key}`);
    }
  }
}

/** Checks whether names have a form after Kubernetes has shortened this text, and has added 5 characters. */
function fitsGenerated(generateName: string, form: NameForm): boolean {
  const withoutHyphen = generateName.replace(/(?:.|(?<=^.))-$/s, 'a');
  return form.fits(withoutHyphen) && form.fits(`${generateName.slice(0, 58)}aaaaa`);
}

function nameForm(id: string, at: Place): NameForm {
  if (id === 'v1/Service' && at.isBefore(36)) {
    return OLD_SERVICE_NAME;
  }
  if (LABELS.includes(id)) {
    return DNS_LABEL;
  }
  return PATH_SEGMENTS.includes(id) ? PATH_SEGMENT : DNS_NAME;
}

function checkOwners(owners: readonly Given<OwnerReference>[], at: Place): void {
  for (const [index, { apiVersion, kind, name, uid }] of owners.entries()) {
    const place = at.at(index);
    if (!/^(?:[^/]*\/)?[^/]+$/.test(apiVersion ?? '')) {
      place.at('apiVersion').refuseValue(apiVersion, 'an API version', 'write it as v1 or apps/v1');
    }
    requireMember(kind, place.at('kind'));
    requireMember(name, place.at('name'));
    requireMember(uid, place.at('uid'));
    if (apiVersion === 'v1' && kind === 'Event') {
      place.refuse('must not be an Event', 'remove it');
    }
  }
  if (owners.filter(({ controller }) => controller).length > 1) {
    at.refuse('must have at most one entry with controller: true', 'remove controller from the others');
  }
}
