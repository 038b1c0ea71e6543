/** Annotations with which Argo CD and Flux keep an object that is no longer rendered. */
export const KEEP = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
} as const;
