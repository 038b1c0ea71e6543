/** Ids of the known defects of this line. */
export type DefectId =
  | 'budget-selector'
  | 'budget-bounds'
  | 'network-policy'
  | 'spread-selector'
  | 'replicas-under-autoscaler'
  | 'claim-update-strategy'
  | 'pull-secrets'
  | 'writable-tmp'
  | 'api-url'
  | 'base-url-slash'
  | 'plain-token'
  | 'stale-config';
