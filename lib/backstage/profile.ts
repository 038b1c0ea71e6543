import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type {
  EnvVar,
  PodSecurityContext,
  Probe,
  ResourceRequirements,
  SecurityContext,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import type { Credential } from './credentials';
import type { DatabaseConnection } from './database-connection';
import type { Portal } from './portal';
import type { Variable } from './variables';

/** A version of the control-plane chart, such as `0.11.0`. */
export type ChartVersion = `${number}.${number}.${number}`;

/** Names of the objects of a release. */
export interface ObjectNames {
  /** Deployment, Service, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy and Ingress. */
  readonly workload: string;
  /** HTTPRoute to Backstage. */
  readonly route: string;
  /** HTTPRoute that redirects to https. */
  readonly redirectRoute: string;
  /** ConfigMap with custom Backstage configuration. */
  readonly appConfig: string;
  /** Secret with Backstage's credentials. */
  readonly secret: string;
  /** PersistentVolumeClaim for SQLite's files. */
  readonly claim: string;
  /** Prefix of the Job that registers the OAuth client's redirect URLs; `-` and a hash follow. */
  readonly registrationJobPrefix: string;
  /** Service of the OpenChoreo API, as the chart's default URL has it. */
  readonly api: string;
}

/** Defaults of the chart for settings that constructs have too. */
export interface ChartDefaults {
  readonly fullnameOverride: string;
  readonly replicas: number;
  readonly image: { readonly repository: string; readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never' };
  readonly service: { readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer'; readonly port: number };
  readonly resources: ResourceRequirements;
  readonly serviceAccountName: string;
  readonly priorityClass: { readonly name: string; readonly value: number };
  readonly env: readonly EnvVar[];
  readonly clientId: string;
  readonly autoscaling: {
    readonly minReplicas: number;
    readonly maxReplicas: number;
    readonly targetCPUUtilizationPercentage: number;
    readonly targetMemoryUtilizationPercentage: number;
    readonly behavior: HorizontalPodAutoscalerBehavior;
  };
  readonly podDisruptionBudget: { readonly minAvailable: number };
  readonly topologySpreadConstraints: readonly TopologySpreadConstraint[];
  readonly podSecurityContext: PodSecurityContext;
  readonly containerSecurityContext: SecurityContext;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly sqlite: { readonly mountPath: string; readonly size: string; readonly accessMode: 'ReadWriteOnce' };
  readonly postgresql: { readonly port: number; readonly user: string; readonly database: string };
  readonly openchoreoApi: { readonly name: string; readonly port: number };
}

/** Facts about one version of the chart that constructs read through their release: data, and no values schema. */
export interface ChartProfile {
  /** The chart, by its Chart.yaml. */
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  /** Names of the objects of a release whose derived names begin with `fullname`. */
  readonly names: (fullname: string) => ObjectNames;
  readonly defaults: ChartDefaults;
  /** The container's variables, in the order in which Kubernetes expands them. */
  readonly variables: readonly Variable<Portal>[];
  /** Those of {@link variables} that depend on the database alone. */
  readonly databaseVariables: readonly Variable<DatabaseConnection>[];
  /** Default key of each credential in a Secret, in the order of the Secret's keys. */
  readonly secretKeys: Readonly<Record<Credential, string>>;
  /** The Gateway that the chart's HTTPRoutes attach to, in the release's namespace, and its listener for https. */
  readonly gateway: { readonly name: string; readonly httpsListener: string };
}

type LoadProfile = (version?: ChartVersion) => ChartProfile;

let loadProfile: LoadProfile = () => {
  throw new Error('no chart version is registered: import from cdk8s-openchoreo-backstage, not from a file in it');
};

/** Fills the slot in which releases look up their profile. The chart lines do, when the package is loaded. */
export function registerProfiles(load: LoadProfile): void {
  loadProfile = load;
}

/**
 * Returns the profile of a chart version.
 *
 * @param version the version; the default one if absent
 * @throws Error that lists the known versions if the version is unknown
 */
export function profileOf(version?: ChartVersion): ChartProfile {
  return loadProfile(version);
}
