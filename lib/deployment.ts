import { type ApiObject, Lazy } from 'cdk8s';
import type {
  ContainerResources,
  ImagePullPolicy,
  INetworkPolicyPeer,
  IPodSelector,
  IScalable,
  IServiceAccount,
  NetworkPolicyPeerConfig,
  PodSelectorConfig,
  ScalingTarget,
} from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type {
  Affinity,
  Container,
  PodSecurityContext,
  PodSpec,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import { backstageEnv, type Env, type Features, type Oidc, type Thunder } from './backstage-env';
import { CHART, CONTAINER_PORT, DEFAULTS, LIVENESS_PROBE, READINESS_PROBE } from './chart-0.11';
import type { BackstageDatabase, Endpoint } from './database';
import { containerResources, plus, podSelector } from './plus';
import { resourceRequirements } from './quantity';
import { BackstageResource, type BackstageResourceProps } from './resource';
import type { BackstageCredentials } from './secret';
import { unlessEmpty } from './unless-empty';

/** The image to run (values: `backstage.image`). */
export interface Image {
  /**
   * Registry and repository.
   *
   * @default 'ghcr.io/openchoreo/openchoreo-ui'
   */
  readonly repository?: string;
  /**
   * Tag.
   *
   * @default 'v0.11.0'
   */
  readonly tag?: string;
  /**
   * When nodes pull the image; `null` leaves it to Kubernetes.
   *
   * @default 'IfNotPresent'
   */
  readonly pullPolicy?: ImagePullPolicy | `${ImagePullPolicy}` | null;
}

/** Settings of {@link BackstageDeployment}. */
export interface BackstageDeploymentProps extends BackstageResourceProps {
  /** The database that Backstage keeps its data in. */
  readonly database: BackstageDatabase;

  /** The Secret keys that Backstage reads: a `BackstageSecret`, or keys of Secrets that exist already. */
  readonly secret: BackstageCredentials;

  /** URL that browsers reach the portal at: BACKSTAGE_BASE_URL (values: `backstage.baseUrl`). */
  readonly baseUrl: string;

  /** Endpoints of the identity provider that users sign in with (values: `security.oidc`). */
  readonly oidc: Oidc;

  /**
   * The bundled Thunder identity provider, where it is installed (values: `backstage.thunder`).
   *
   * @default - its variables are absent
   */
  readonly thunder?: Thunder;

  /**
   * Id of the OAuth client: OPENCHOREO_AUTH_CLIENT_ID (values: `backstage.auth.clientId`).
   *
   * @default 'openchoreo-backstage-client'
   */
  readonly clientId?: string;

  /**
   * URL of the OpenChoreo API: OPENCHOREO_API_URL (values: `backstage.openchoreoApi.url`).
   *
   * @default - 'http://<fullname>-api.<namespace>.svc.cluster.local:8080/api/v1'
   */
  readonly openchoreoApiUrl?: string;

  /**
   * What the portal shows and enforces.
   *
   * @default - workflows, observability and sign-in on, access control off
   */
  readonly features?: Features;

  /**
   * Number of pods (values: `backstage.replicas`); `null` leaves it to Kubernetes. SQLite allows one.
   *
   * @default - 1, or the autoscaler's choice where one targets this Deployment
   */
  readonly replicas?: number | null;

  /**
   * The image to run.
   *
   * @default - the chart's: ghcr.io/openchoreo/openchoreo-ui:v0.11.0
   */
  readonly image?: Image;

  /**
   * Variables ahead of those this construct sets; replaces the default list (values: `backstage.env`).
   *
   * @default - NODE_ENV=production, LOG_LEVEL=info, PORT=7007
   */
  readonly env?: Env;

  /**
   * Requests and limits of the container, in wire format or as cdk8s-plus-28 writes them (values:
   * `backstage.resources`); `null` sets none.
   *
   * @default - requests 200m CPU and 256Mi memory, limits 2000m and 2Gi
   */
  readonly resources?: ResourceRequirements | ContainerResources | null;

  /**
   * ServiceAccount that the pods run as: a `BackstageServiceAccount`, or any other.
   *
   * @default - one named 'openchoreo-backstage' that exists already
   */
  readonly serviceAccount?: { readonly name: string } | IServiceAccount;

  /**
   * PriorityClass of the pods: a `BackstagePriorityClass`, or any other.
   *
   * @default - the cluster's default priority
   */
  readonly priorityClass?: { readonly name: string };

  /**
   * Secrets with registry logins: cdk8s-plus-28 `ISecret`s, or `{ name }` (values: `global.imagePullSecrets`).
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly { readonly name: string }[];

  /**
   * How new pods take the place of old ones; `null` leaves it to Kubernetes.
   *
   * @default - Recreate where the database is on a claim, which two pods may not be able to mount; else Kubernetes' own
   */
  readonly strategy?: DeploymentStrategy | null;

  /**
   * Whether pods restart when a credential changes that `secret` renders: a hash of its content is among their
   * annotations.
   *
   * @default true
   */
  readonly restartOnSecretChange?: boolean;

  /**
   * Labels that nodes must have (values: `backstage.nodeSelector`).
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;

  /**
   * Nodes and neighbours that pods prefer or need (values: `backstage.affinity`).
   *
   * @default {}
   */
  readonly affinity?: Affinity;

  /**
   * Taints that pods tolerate (values: `backstage.tolerations`).
   *
   * @default []
   */
  readonly tolerations?: readonly Toleration[];

  /**
   * How pods spread over zones and nodes (values: `backstage.topologySpreadConstraints`).
   *
   * @default - evenly over zones if possible and over nodes always, counting this Deployment's pods
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];

  /**
   * Security context of the pods (values: `backstage.podSecurityContext`); empty renders none.
   *
   * @default - user, group and volume group 1000, not root, the runtime's seccomp profile
   */
  readonly podSecurityContext?: PodSecurityContext;

  /**
   * Security context of the container (values: `backstage.containerSecurityContext`); empty renders none.
   *
   * @default - no privilege escalation, no capabilities, the runtime's seccomp profile, AppArmor unconfined
   */
  readonly containerSecurityContext?: SecurityContext;
}

/**
 * The Deployment that runs Backstage, `<fullname>-ui` (chart: deployment).
 *
 * Can be handed to cdk8s-plus-28 as pod selector, network peer and scaling target.
 */
export class BackstageDeployment extends BackstageResource implements IPodSelector, INetworkPolicyPeer, IScalable {
  readonly apiObject: ApiObject;
  /** Labels that select this Deployment's pods and no others. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** The container's name and port, for Services and network policies. */
  readonly port = CONTAINER_PORT;
  /** The database that the pods use. */
  readonly database: BackstageDatabase;
  /** Whether an autoscaler targets this Deployment. */
  hasAutoscaler = false;

  /** Where the pods' traffic goes, for network policies. */
  readonly endpoints: DeploymentEndpoints;

  private readonly replicas: number | null | undefined;
  private readonly container: Container;

  constructor(scope: Construct, id: string, props: BackstageDeploymentProps) {
    super(scope, id, props.release);
    this.database = props.database;
    this.podLabels = this.release.podLabels;
    this.replicas = props.replicas;
    const { openchoreoApiUrl = this.release.openchoreoApiUrl() } = props;
    this.container = container(props, openchoreoApiUrl);
    this.endpoints = {
      database: props.database.endpoint,
      openchoreoApi: openchoreoApiUrl,
      identityProvider: [props.oidc.tokenUrl, props.oidc.wellKnownEndpoint, props.thunder?.baseUrl].flatMap((url) =>
        url ? [url] : [],
      ),
    };
    this.addCheck(() => [...duplicateNames(this.container), ...this.databaseProblems()]);
    this.apiObject = this.resource<Deployment>(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: this.release.uiName },
      {
        spec: {
          replicas: Lazy.any({ produce: () => this.replicaCount }),
          strategy: strategy(props),
          selector: { matchLabels: { ...this.podLabels } },
          template: {
            metadata: { labels: { ...this.podLabels }, annotations: unlessEmpty(podAnnotations(props)) },
            spec: podSpec(props, this.container, this.podLabels),
          },
        },
      },
    );
  }

  /** Leaves the number of pods to an autoscaler, unless `replicas` was given. Autoscalers call this. */
  markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /** This Deployment as the target of an autoscaler. */
  toScalingTarget(): ScalingTarget {
    const { apiVersion, kind, name } = this.apiObject;
    const { image = '', resources = {} } = this.container;
    const { Container } = plus();
    return {
      apiVersion,
      kind,
      name,
      containers: [new Container({ image, resources: containerResources(resources) })],
      replicas: this.replicaCount,
    };
  }

  /** This Deployment's pods as what a network policy or spread constraint of cdk8s-plus-28 selects. */
  toPodSelectorConfig(): PodSelectorConfig {
    return podSelector(this.podLabels, this.release.namespace);
  }

  /** This Deployment's pods as the far side of a network policy of cdk8s-plus-28. */
  toNetworkPolicyPeerConfig(): NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** This Deployment's pods, which are a selector themselves. */
  toPodSelector(): IPodSelector {
    return this;
  }

  private databaseProblems(): string[] {
    const { type, claim, endpoint } = this.database;
    const { namespace } = this.release;
    return [
      ...(type === 'sqlite' && (this.replicaCount ?? 1) > 1
        ? [`replicas: must be 1 with SQLite, whose file one pod locks, got ${this.replicaCount}; use PostgreSQL`]
        : []),
      ...(endpoint?.host === '' ? ['database: host is needed for PostgreSQL, got none; set it to the server'] : []),
      ...(claim && claim.release.namespace !== namespace
        ? [
            `database: must be in the namespace ${namespace}, got ${claim.release.namespace}; give both the same release`,
          ]
        : []),
    ];
  }

  private get replicaCount(): number | undefined {
    const { replicas = this.hasAutoscaler ? null : DEFAULTS.replicas } = this;
    return replicas ?? undefined;
  }
}

/** Where a Deployment's traffic goes. */
export interface DeploymentEndpoints {
  /** The PostgreSQL server; absent with SQLite. */
  readonly database?: Endpoint;
  /** URL of the OpenChoreo API. */
  readonly openchoreoApi: string;
  /** URLs of the identity provider that Backstage itself calls. */
  readonly identityProvider: readonly string[];
}

function strategy({ database, strategy }: BackstageDeploymentProps): DeploymentStrategy | undefined {
  if (strategy === undefined) {
    return database.onClaim ? { type: 'Recreate' } : undefined;
  }
  return strategy ?? undefined;
}

function podAnnotations({ secret, restartOnSecretChange = true }: BackstageDeploymentProps): Record<string, string> {
  const hash = restartOnSecretChange ? secret.contentHash : undefined;
  return hash === undefined ? {} : { 'checksum/secret': hash };
}

function podSpec(
  props: BackstageDeploymentProps,
  backstage: Container,
  podLabels: Readonly<Record<string, string>>,
): PodSpec {
  const {
    database,
    serviceAccount = { name: DEFAULTS.serviceAccountName },
    imagePullSecrets = [],
    priorityClass,
    nodeSelector,
    affinity,
    tolerations,
    topologySpreadConstraints = spreadOver(podLabels),
    podSecurityContext = DEFAULTS.podSecurityContext,
  } = props;
  return {
    serviceAccountName: serviceAccount.name,
    imagePullSecrets: unlessEmpty(imagePullSecrets.map(({ name }) => ({ name }))),
    priorityClassName: priorityClass?.name,
    nodeSelector: unlessEmpty(nodeSelector),
    affinity: unlessEmpty(affinity),
    tolerations: unlessEmpty(tolerations),
    topologySpreadConstraints: unlessEmpty(topologySpreadConstraints),
    securityContext: unlessEmpty(podSecurityContext),
    containers: [backstage],
    volumes: unlessEmpty(database.volumes),
  };
}

function container(props: BackstageDeploymentProps, openchoreoApiUrl: string): Container {
  const {
    database,
    secret,
    baseUrl,
    oidc,
    thunder,
    clientId = DEFAULTS.auth.clientId,
    features = {},
    image: {
      repository = DEFAULTS.image.repository,
      tag = CHART.appVersion,
      pullPolicy = DEFAULTS.image.pullPolicy,
    } = {},
    env = DEFAULTS.env,
    resources = DEFAULTS.resources,
    containerSecurityContext = DEFAULTS.containerSecurityContext,
  } = props;
  return {
    name: 'backstage',
    image: `${repository}:${tag}`,
    imagePullPolicy: pullPolicy ?? undefined,
    ports: [{ containerPort: CONTAINER_PORT.number, name: CONTAINER_PORT.name, protocol: 'TCP' }],
    env: backstageEnv({ env, openchoreoApiUrl, baseUrl, secret, thunder, oidc, clientId, features, database }),
    livenessProbe: LIVENESS_PROBE,
    readinessProbe: READINESS_PROBE,
    resources: resources === null ? undefined : resourceRequirements(resources),
    securityContext: unlessEmpty(containerSecurityContext),
    volumeMounts: unlessEmpty(database.volumeMounts),
  };
}

/** Own variables may repeat those that the construct sets, or each other; server-side apply rejects both. */
function duplicateNames({ env = [] }: Container): string[] {
  const names = env.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((name) => `env: must have ${name} once; remove it from env, or from the prop that sets it`);
}

/** The chart's default constraints, counting the pods with these labels. */
function spreadOver(podLabels: Readonly<Record<string, string>>): TopologySpreadConstraint[] {
  return DEFAULTS.topologySpreadConstraints.map((constraint) => ({
    ...constraint,
    labelSelector: { matchLabels: { ...podLabels } },
  }));
}
