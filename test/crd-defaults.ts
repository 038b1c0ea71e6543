// Fields that the published CRDs set if they are absent, as far as this package renders the objects above them.
// Sources: Gateway API 1.x, External Secrets Operator (external-secrets.io/v1), Prometheus operator, kgateway 2.x.

/** Fields that Gateway API sets in a parent of an HTTPRoute. */
export const PARENT = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/** Fields that Gateway API sets in a backend of an HTTPRoute. */
export const BACKEND = { group: '', kind: 'Service', weight: 1 };

/** Matches that Gateway API sets in a rule of an HTTPRoute. */
export const MATCHES = [{ path: { type: 'PathPrefix', value: '/' } }];

/** Fields that the External Secrets Operator sets in the target of an ExternalSecret. */
export const TARGET = { creationPolicy: 'Owner', deletionPolicy: 'Retain' };

/** Fields that the External Secrets Operator sets in an entry of a store. */
export const REMOTE = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

/** Paths of these fields by kind. `*` is any index, and objects that are absent have no fields. */
export const CRD_DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: [
    'spec.parentRefs.*.group',
    'spec.parentRefs.*.kind',
    'spec.rules',
    'spec.rules.*.matches',
    'spec.rules.*.matches.*.path',
    'spec.rules.*.matches.*.path.type',
    'spec.rules.*.matches.*.path.value',
    'spec.rules.*.filters.*.requestRedirect.statusCode',
    'spec.rules.*.backendRefs.*.group',
    'spec.rules.*.backendRefs.*.kind',
    'spec.rules.*.backendRefs.*.weight',
  ],
  ExternalSecret: [
    'spec.refreshInterval',
    'spec.target',
    'spec.target.creationPolicy',
    'spec.target.deletionPolicy',
    'spec.data.*.remoteRef.conversionStrategy',
    'spec.data.*.remoteRef.decodingStrategy',
    'spec.data.*.remoteRef.metadataPolicy',
  ],
  ServiceMonitor: ['spec.endpoints.*.relabelings.*.action'],
  TrafficPolicy: [],
};

/** Returns the paths of the fields that a CRD would set in an object, because they are absent. */
export function defaulted(manifest: { readonly kind: string }): string[] {
  return (CRD_DEFAULTS[manifest.kind] ?? []).filter((path) => isAbsent(manifest, path.split('.')));
}

/** Returns whether the last member of a path is absent in any object above it. */
function isAbsent(value: unknown, [key = '', ...rest]: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const members: readonly unknown[] = key === '*' ? Object.values(value) : [Reflect.get(value, key)];
  return rest.length === 0 ? members.includes(undefined) : members.some((member) => isAbsent(member, rest));
}
