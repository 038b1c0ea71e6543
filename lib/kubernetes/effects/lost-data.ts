import { memberOf } from '../../util/members';
import { podsOf } from '../across/pods';
import { referencesOf } from '../across/references';
import { affected, type Change, type KnownObject, kubectlName } from './change';
import type { Effect } from './effect';

const CLAIM = 'PersistentVolumeClaim';

/** Annotations with which Argo CD and Flux do not delete an object that leaves the output. */
const PROTECTION = {
  'argocd.argoproj.io/sync-options': /(?:^|,)\s*Prune=false\s*(?:,|$)/,
  'kustomize.toolkit.fluxcd.io/prune': /^disabled$/i,
};

/** Returns an effect for each claim that is deleted, or that no pod mounts any more. */
export function lostData(change: Change): Effect[] {
  const mounted = new Set(change.after.flatMap((each) => claimsOf(each).map((claim) => claimKey(each, claim))));
  return [...deletedClaims(change, mounted), ...leftClaims(change, mounted)];
}

/** Whether appliers that prune keep an object that leaves the output. */
export function isProtected({ object }: KnownObject): boolean {
  return Object.entries(PROTECTION).some(([annotation, value]) =>
    value.test(String(memberOf(object, 'metadata', 'annotations', annotation) ?? '')),
  );
}

/** Returns the claims that leave the objects, and that pruning deletes. */
export function deletedClaimsOf({ gone, prune }: Change): KnownObject[] {
  return gone.filter((each) => each.identity.kind === CLAIM && prune && !isProtected(each));
}

/** Names a new claim that pods mount instead. */
function newClaim({ identity }: KnownObject, { created }: Change): string {
  const other = created.find((each) => each.identity.kind === CLAIM && each.identity.namespace === identity.namespace);
  return other === undefined ? '' : `. The new claim ${other.identity.name} is empty`;
}

function* deletedClaims(change: Change, mounted: ReadonlySet<string>): Iterable<Effect> {
  for (const claim of deletedClaimsOf(change)) {
    const name = kubectlName(claim.identity);
    const annotations = 'argocd.argoproj.io/sync-options=Prune=false kustomize.toolkit.fluxcd.io/prune=disabled';
    const isMounted = mounted.has(claimKey(claim, claim.identity.name));
    yield {
      effect: 'loses-data',
      object: affected(claim),
      message: `no longer in the output, so pruning deletes it with its data${isMounted ? ', although pods still mount it' : ''}${newClaim(claim, change)}`,
      fix: `kubectl annotate ${name} --overwrite ${annotations}`,
    };
  }
}

/** Yields an effect for each claim that stays, but that pods no longer mount. */
function* leftClaims(change: Change, mounted: ReadonlySet<string>): Iterable<Effect> {
  const told = new Set(deletedClaimsOf(change).map((claim) => claimKey(claim, claim.identity.name)));
  for (const workload of change.before) {
    for (const claim of claimsOf(workload)) {
      const key = claimKey(workload, claim);
      const { namespace } = workload.identity;
      if (!mounted.has(key) && !told.has(key)) {
        told.add(key);
        yield {
          effect: 'loses-data',
          object: { apiVersion: 'v1', kind: CLAIM, ...(namespace !== undefined && { namespace }), name: claim },
          message: 'no pod mounts it any more, so the new pods do not have its data',
          fix: 'copy the data before the change, or mount the claim again. The data stays on the claim',
        };
      }
    }
  }
}

/** Returns the key of a claim in the namespace of an object. */
function claimKey({ identity: { namespace = '' } }: KnownObject, claim: string): string {
  return `${namespace}/${claim}`;
}

/** Returns the names of the claims that the pods of a workload mount. */
function claimsOf({ object }: KnownObject): string[] {
  return podsOf(object) === undefined
    ? []
    : referencesOf(object)
        .filter(({ kind }) => kind === CLAIM)
        .map(({ name }) => name);
}
