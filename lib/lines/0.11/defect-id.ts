/** Id of a known defect of the chart. */
export type DefectId =
  | 'budget-selector'
  | 'budget-bounds'
  | 'network-policy'
  | 'spread-selector'
  | 'replicas-under-autoscaler'
  | 'claim-update-strategy'
  | 'claim-protection'
  | 'health-endpoints'
  | 'startup-probe'
  | 'apparmor-unconfined'
  | 'pull-secrets'
  | 'writable-tmp'
  | 'api-url'
  | 'base-url-slash'
  | 'plain-token'
  | 'stale-config'
  | 'crd-defaults';
