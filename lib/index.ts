export {
  BackstageAppConfig,
  BackstageAppConfigMap,
  type BackstageAppConfigProps,
} from './app-config';
export { BackstageAutoscaling, type BackstageAutoscalingProps } from './autoscaling';
export { BackstageChart, type BackstageChartProps } from './backstage-chart';
export type { Env, Features, Oidc, Thunder } from './backstage-env';
export type { Credential } from './chart-0.11';
export { BackstageClientRegistration, type BackstageClientRegistrationProps } from './client-registration';
export {
  BackstageDatabase,
  BackstageDatabaseClaim,
  type BackstageDatabaseClaimProps,
  type BackstageDatabaseProps,
  type CaBundle,
  type PostgresqlDatabase,
  type PostgresqlService,
  type SqliteClaim,
  type SqliteDatabase,
  type SqliteExistingClaim,
  type SqlitePersistence,
  type SslMode,
} from './database';
export { BackstageDeployment, type BackstageDeploymentProps } from './deployment';
export type { DeploymentEndpoints, Endpoint } from './endpoints';
export { environmentsIn } from './environments-in';
export {
  BackstageExternalSecret,
  type BackstageExternalSecretProps,
  type RemoteCredentials,
  type RemoteRef,
  type SecretStoreRef,
} from './external-secret';
export type { HttpRouteHost, HttpRoutePath, HttpRouteProps, HttpRouteTimeouts, ParentRef } from './http-route';
export { BackstageHttpsRedirect, type BackstageHttpsRedirectProps } from './https-redirect';
export type { Image } from './image';
export {
  BackstageIngress,
  type BackstageIngressProps,
  type IngressHost,
  type IngressPath,
  type IngressProps,
  type IngressTls,
} from './ingress';
export type { JsonMap, JsonValue } from './json';
export type { PatchOperation } from './json-patch';
export { ANY_POD, ANYWHERE, gatewayPods, type NetworkPeers, podsOf } from './network-peers';
export { BackstageNetworkPolicy, type BackstageNetworkPolicyProps } from './network-policy';
export { OpenchoreoApiRoute, type OpenchoreoApiRouteProps } from './openchoreo-api-route';
export { type Difference, describeDifferences, differences } from './output/differences';
export { graph } from './output/graph';
export type { Manifest } from './output/manifest';
export { manifestStream } from './output/manifest-yaml';
export { OutputError } from './output/output-error';
export { readManifests } from './output/read-manifests';
export { ForeignFilesError } from './output/replace-folder';
export { type ObjectPatch, patchObjects } from './patches';
export {
  BackstagePodDisruptionBudget,
  type BackstagePodDisruptionBudgetProps,
  type BackstagePodDisruptionBudgetTarget,
  type MaxUnavailable,
  type MinAvailable,
} from './pod-disruption-budget';
export type { PodOptions } from './pod-options';
export { BackstagePriorityClass, type BackstagePriorityClassProps } from './priority-class';
export type { Quantity } from './quantity';
export { redirectUrl } from './redirect-url';
export { type Component, Release, type ReleaseProps } from './release';
export { type RenderOptions, renderManifests } from './render-manifests';
export { BackstageResource, type BackstageResourceProps } from './resource';
export { runApp } from './run-app';
export { type BackstageCredentials, BackstageSecret, type BackstageSecretProps, type SecretKey } from './secret';
export { BackstageService, type BackstageServiceProps } from './service';
export { BackstageServiceAccount, type BackstageServiceAccountProps } from './service-account';
export { BackstageServiceMonitor, type BackstageServiceMonitorProps } from './service-monitor';
export { type Environment, type Environments, type SynthesizeOptions, synthesize } from './synthesize';
export { FIDELITIES, type Fidelity } from './values/fidelity';
export { type Finding, formatFindings, type Severity, ValuesError } from './values/finding';
export { loadValues, parseValues } from './values/load';
export type { ResolveOptions } from './values/options';
export type { EffectiveValues, Values } from './values/schema';
