import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type {
  EnvVar,
  PodSecurityContext,
  Probe,
  ResourceRequirements,
  SecurityContext,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import type { JsonMap } from '../util/json';
import type { Credential } from './credentials';
import type { DatabaseConnection } from './database-connection';
import type { ImageFacts } from './image-facts';
import type { Portal } from './portal';
import type { Variable } from './variables';

/** Version of the control-plane chart, such as `0.11.0`. */
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
  /** ConfigMap with the configuration of external CI systems. */
  readonly ciConfig: string;
  /** ConfigMap with the Content Security Policy. */
  readonly cspConfig: string;
  /** Secret with Backstage's credentials. */
  readonly secret: string;
  /** PersistentVolumeClaim for SQLite's files. */
  readonly claim: string;
  /** Prefix of the Job that registers the OAuth client's redirect URLs. A `-` and a hash follow. */
  readonly registrationJobPrefix: string;
  /** Service of the OpenChoreo API in the chart's default URL. */
  readonly api: string;
}

/** Defaults of the chart that constructs use as well. */
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
  readonly features: { readonly authz: boolean };
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

/** Configuration file for Backstage. The container mounts it at `/app/<file>` and passes it with `--config`. */
export interface ConfigFile {
  /** Name of the volume. */
  readonly volume: string;
  /** Name of the file, and key of the ConfigMap. */
  readonly file: string;
  /** Name of the ConfigMap. */
  readonly configMap: string;
  /** Configuration in the file. */
  readonly content: JsonMap;
}

/** Rule of an HTTPRoute: requests that match one of the path prefixes go to the backend. */
export interface RouteRule {
  /** Name of the rule, which a policy can refer to. @default - the rule has no name */
  readonly name?: string;
  /** Prefixes of the paths. */
  readonly prefixes: readonly string[];
  /** Timeouts of the requests, such as `30s`; `0s` means no timeout. @default - the timeouts of the route */
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
}

/** Facts about one chart version. Constructs read them through their release. They do not include the values schema. */
export interface ChartProfile {
  /** Name and versions in the chart's Chart.yaml. */
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  /** Returns the names of a release's objects: derived from `fullname`, or from the portal's name if it is set. */
  readonly names: (fullname: string, portalName: string | undefined) => ObjectNames;
  readonly defaults: ChartDefaults;
  /** Variables of the container, in the order in which Kubernetes expands them. */
  readonly variables: readonly Variable<Portal>[];
  /** The {@link variables} that depend on the database only. */
  readonly databaseVariables: readonly Variable<DatabaseConnection>[];
  /** Default key of each credential in a Secret, in the order of the Secret's keys. */
  readonly secretKeys: Readonly<Record<Credential, string>>;
  /** Configuration files that the image reads in addition to its own, each in a ConfigMap, in order. */
  readonly configFiles: (portal: Portal, names: ObjectNames) => readonly ConfigFile[];
  /** Whether custom configuration is always a file, or a file only if variables cannot express it. */
  readonly appConfigIn: 'file' | 'variables or file';
  /** Rules of the HTTPRoute to Backstage. */
  readonly routeRules: readonly RouteRule[];
  /** Gateway in the release's namespace that the chart's HTTPRoutes attach to, and its listener for https. */
  readonly gateway: { readonly name: string; readonly httpsListener: string };
  /** Variables and configuration of the image, which custom ones can replace. */
  readonly image: ImageFacts;
}

type LoadProfile = (version?: ChartVersion) => ChartProfile;

let loadProfile: LoadProfile = () => {
  throw new Error(
    'no chart version is registered: import cdk8s-openchoreo-backstage itself, not a file inside the package',
  );
};

/** Sets the function that looks up profiles. `lib/lines` calls this when the package is loaded. */
export function registerProfiles(load: LoadProfile): void {
  loadProfile = load;
}

/**
 * Returns the profile of a chart version.
 *
 * @param version chart version; the default version if it is undefined
 * @throws Error if the version is unknown. The message lists the known versions.
 */
export function profileOf(version?: ChartVersion): ChartProfile {
  return loadProfile(version);
}
