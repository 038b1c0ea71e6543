export { BackstageChart, type BackstageChartProps } from './app/backstage-chart';
export { describeUpgrade } from './app/describe-upgrade';
export { type DifferencesOptions, differences } from './app/differences';
export { environmentsIn } from './app/environments-in';
export { loadValues, parseValues } from './app/load-values';
export { type RenderOptions, renderManifests } from './app/render-manifests';
export { runApp } from './app/run-app';
export { type Environment, type Environments, type SynthesizeOptions, synthesize } from './app/synthesize';
export { type UpgradedValues, type UpgradeOptions, upgradeValues } from './app/upgrade-values';
export type { BackstageCredentials, Credential, SecretKey } from './backstage/credentials';
export type { CaBundle, SslMode } from './backstage/database-connection';
export type { DeploymentEndpoints, Endpoint } from './backstage/endpoints';
export type {
  CatalogSync,
  ExternalCi,
  FeatureSwitch,
  Features,
  Oidc,
  PortalOptions,
  ServiceClient,
  SignInScopes,
  Thunder,
  Wirelogs,
} from './backstage/portal';
export type { ChartVersion, ConfigFile, ObjectNames, RouteRule } from './backstage/profile';
export { redirectUrl } from './backstage/redirect-url';
export { type Component, Release, type ReleaseProps } from './backstage/release';
export { BackstageAppConfig, type BackstageAppConfigProps } from './constructs/app-config';
export { BackstageAutoscaling, type BackstageAutoscalingProps } from './constructs/autoscaling';
export { BackstageClientRegistration, type BackstageClientRegistrationProps } from './constructs/client-registration';
export { BackstageConfigFile, type BackstageConfigFileProps, BackstageConfigMap } from './constructs/config-file';
export { type CheckId, type CheckOptions, configureChecks } from './constructs/configure-checks';
export {
  BackstageDatabase,
  BackstageDatabaseClaim,
  type BackstageDatabaseClaimProps,
  type BackstageDatabaseProps,
  type PostgresqlDatabase,
  type PostgresqlService,
  type SqliteClaim,
  type SqliteDatabase,
  type SqliteExistingClaim,
  type SqlitePersistence,
} from './constructs/database';
export { BackstageDeployment, type BackstageDeploymentProps } from './constructs/deployment';
export type { Env } from './constructs/env';
export {
  BackstageExternalSecret,
  type BackstageExternalSecretProps,
  type RemoteCredentials,
  type RemoteRef,
  type SecretStoreRef,
} from './constructs/external-secret';
export type {
  HttpRouteByHostnames,
  HttpRouteByHosts,
  HttpRouteHost,
  HttpRouteOptions,
  HttpRoutePath,
  HttpRouteProps,
  HttpRouteTimeouts,
  ParentRef,
} from './constructs/http-route-spec';
export { BackstageHttpsRedirect, type BackstageHttpsRedirectProps } from './constructs/https-redirect';
export { BackstageIngress, type BackstageIngressProps } from './constructs/ingress';
export type { IngressHost, IngressPath, IngressProps, IngressTls } from './constructs/ingress-spec';
export {
  ANY_POD,
  ANYWHERE,
  gatewayPods,
  type NetworkPeers,
  type NetworkPorts,
  podsOf,
} from './constructs/network-peers';
export { BackstageNetworkPolicy, type BackstageNetworkPolicyProps } from './constructs/network-policy';
export { OpenchoreoApiRoute, type OpenchoreoApiRouteProps } from './constructs/openchoreo-api-route';
export { type ObjectPatch, patchObjects } from './constructs/patch-objects';
export {
  BackstagePodDisruptionBudget,
  type BackstagePodDisruptionBudgetProps,
  type BackstagePodDisruptionBudgetTarget,
  type MaxUnavailable,
  type MinAvailable,
} from './constructs/pod-disruption-budget';
export type { PodOptions } from './constructs/pod-options';
export { BackstagePriorityClass, type BackstagePriorityClassProps } from './constructs/priority-class';
export {
  BackstageResource,
  type BackstageResourceProps,
  type MetadataProps,
  type ObjectMetadata,
} from './constructs/resource';
export { BackstageSecret, type BackstageSecretProps } from './constructs/secret';
export { BackstageService, type BackstageServiceProps } from './constructs/service';
export { BackstageServiceAccount, type BackstageServiceAccountProps } from './constructs/service-account';
export { BackstageServiceMonitor, type BackstageServiceMonitorProps } from './constructs/service-monitor';
export {
  BackstageTrafficPolicy,
  type BackstageTrafficPolicyProps,
  type TrafficPolicyRoute,
  type TrafficPolicyTimeouts,
} from './constructs/traffic-policy';
export { warningsOf } from './constructs/warnings';
export type { BackstageWorkload, ScalableWorkload } from './constructs/workload';
export { type EffectsOptions, effects } from './kubernetes/effects';
export type { ApplyMode } from './kubernetes/effects/apply';
export type { AffectedObject, Effect, EffectKind } from './kubernetes/effects/effect';
export type { Image } from './kubernetes/image';
export type { PatchOperation } from './kubernetes/json-patch';
export type { Manifest } from './kubernetes/manifest';
export type { Quantity } from './kubernetes/quantity';
export type { DefaultVersion, DefectId, LineTypes, LoadedValues, Values } from './lines';
export { type Difference, describeDifferences } from './output/differences';
export { describeEffects, effectsMarkdown } from './output/effects-text';
export { graph } from './output/graph';
export { manifestStream } from './output/manifest-yaml';
export { ForeignFilesError, OutputError, OutputLostError } from './output/output-error';
export { readManifests } from './output/read-manifests';
export type { FilePosition, Finding, FindingSource, Severity } from './util/finding';
export { InputError } from './util/input-error';
export type { JsonMap, JsonValue } from './util/json';
export type { Violation } from './util/violation';
export { FIDELITIES, type Fidelity } from './values/fidelity';
export { formatFindings, ValuesError } from './values/finding';
export type { ResolveOptions } from './values/options';
export type { UpgradeEntry, UpgradeEntryKind, UpgradeReport, UpgradeSecret } from './values/upgrade/report';
