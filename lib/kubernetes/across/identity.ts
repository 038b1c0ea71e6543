import { textOf } from '../../util/members';

/** Members that make an object unique in a cluster. */
export interface Identity {
  /** API group of the kind, such as `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Namespace of the object. @default - the object is cluster-scoped, or its namespace is unknown */
  readonly namespace?: string;
  readonly name: string;
  /** Whether the object belongs to the whole cluster. */
  readonly isClusterScoped: boolean;
}

/** Built-in kinds, and kinds of Gateway API and of the External Secrets Operator, that have no namespace. */
const CLUSTER_SCOPED = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/StorageClass',
]);

/** Returns the identity of an object; undefined if it has no kind or name. */
export function identityOf(object: unknown): Identity | undefined {
  const kind = textOf(object, 'kind');
  const name = textOf(object, 'metadata', 'name');
  if (kind === undefined || name === undefined) {
    return undefined;
  }
  const [group = ''] = /^.*(?=\/)/.exec(textOf(object, 'apiVersion') ?? '') ?? [];
  const isClusterScoped = CLUSTER_SCOPED.has(`${group}/${kind}`);
  const namespace = isClusterScoped ? undefined : textOf(object, 'metadata', 'namespace');
  return { group, kind, namespace, name, isClusterScoped };
}

/** Returns an identity as a text, which is the same for two versions of a kind. */
export function identityKey({ group, kind, namespace = '', name }: Identity): string {
  return [group, kind, namespace, name].join('/');
}
