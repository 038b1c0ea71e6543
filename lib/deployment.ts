import { type ApiObject, Lazy } from 'cdk8s';
import type {
  INetworkPolicyPeer,
  IPodSelector,
  IScalable,
  NetworkPolicyPeerConfig,
  PodSelectorConfig,
  ScalingTarget,
} from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { BackstageAppConfig } from './app-config';
import { overlapping } from './app-config-variables';
import { backstageEnv, type Features, type Oidc, ownEnv, type Thunder } from './backstage-env';
import { CONTAINER_PORT, DEFAULTS } from './chart-0.11';
import { checksums } from './checksums';
import type { BackstageDatabase } from './database';
import type { DeploymentEndpoints } from './endpoints';
import { containerResources, plus, podSelector } from './plus';
import type { PodOptions } from './pod-options';
import { podOverlaps } from './pod-overlaps';
import { type BackstagePodTemplate, podTemplate } from './pod-template';
import { problemText } from './problem';
import { redirectUrl } from './redirect-url';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import type { BackstageCredentials } from './secret';

/** Settings of {@link BackstageDeployment}. */
export interface BackstageDeploymentProps extends BackstageResourceProps, PodOptions {
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
   * Backstage's own configuration, besides what the other props set (values: `backstage.appConfig`).
   *
   * @default - the image's
   */
  readonly appConfig?: BackstageAppConfig;

  /**
   * Number of pods (values: `backstage.replicas`); `null` leaves it to Kubernetes. SQLite allows one.
   *
   * @default - 1, or the autoscaler's choice where one targets this Deployment
   */
  readonly replicas?: number | null;

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
   * Number of old ReplicaSets to keep, for `kubectl rollout undo` (values: `backstage.revisionHistoryLimit`).
   *
   * @default - Kubernetes' own, 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Annotations of the Deployment (values: `backstage.annotations`).
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The Deployment that runs Backstage, `<fullname>-ui` (chart: deployment).
 *
 * Can be handed to cdk8s-plus-28 as pod selector, network peer and scaling target.
 *
 * @example
 * ```ts
 * import { App, Chart } from 'cdk8s';
 * import { BackstageDatabase, BackstageDeployment, BackstageSecret, BackstageService } from 'cdk8s-openchoreo-backstage';
 *
 * const chart = new Chart(new App(), 'portal', { namespace: 'portal' });
 * const deployment = new BackstageDeployment(chart, 'deployment', {
 *   database: new BackstageDatabase(chart, 'database', { type: 'sqlite' }),
 *   secret: BackstageSecret.fromSecret({ name: 'portal-credentials' }),
 *   baseUrl: 'https://console.example.com',
 *   oidc: { authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' },
 * });
 * new BackstageService(chart, 'service', { deployment });
 * ```
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

  /** URL that the OAuth client must carry among its redirect URLs, or nobody can sign in. */
  readonly redirectUrl: string;

  private readonly replicas: number | null | undefined;
  private readonly container: Container;

  constructor(scope: Construct, id: string, props: BackstageDeploymentProps) {
    super(scope, id, props.release);
    this.database = props.database;
    this.podLabels = this.release.podLabels;
    this.replicas = props.replicas;
    this.redirectUrl = redirectUrl(props.baseUrl);
    const { openchoreoApiUrl = this.release.openchoreoApiUrl(), revisionHistoryLimit, annotations } = props;
    this.endpoints = {
      database: props.database.endpoint,
      openchoreoApi: openchoreoApiUrl,
      identityProvider: [props.oidc.tokenUrl, props.oidc.wellKnownEndpoint, props.thunder?.baseUrl].flatMap((url) =>
        url ? [url] : [],
      ),
    };
    const template = this.template(props, openchoreoApiUrl);
    [this.container] = template.spec.containers;
    addCheck(this, () => [
      ...duplicateNames(this.container),
      ...overlappingConfig(this.container, props.appConfig),
      ...this.overlaps(props),
      ...this.databaseProblems(),
    ]);
    this.apiObject = this.resource<Deployment>(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: this.release.uiName, annotations },
      {
        spec: {
          replicas: Lazy.any({ produce: () => this.replicaCount }),
          revisionHistoryLimit,
          strategy: strategy(props),
          selector: { matchLabels: { ...this.podLabels } },
          template,
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

  private template(props: BackstageDeploymentProps, openchoreoApiUrl: string): BackstagePodTemplate {
    const { database, appConfig } = props;
    return podTemplate(
      {
        labels: this.podLabels,
        annotations: contentHashes(props),
        env: variables(props, openchoreoApiUrl),
        configArgs: appConfig?.args ?? [],
        volumes: [...database.volumes, ...(appConfig?.volumes ?? [])],
        volumeMounts: [...database.volumeMounts, ...(appConfig?.volumeMounts ?? [])],
      },
      props,
    );
  }

  private overlaps(props: BackstageDeploymentProps): string[] {
    const own = props.extraVolumeMounts ?? [];
    const found = podOverlaps(props, {
      labels: Object.keys(this.podLabels),
      annotations: Object.keys(contentHashes(props)),
      volumeMounts: (this.container.volumeMounts ?? []).filter((mount) => !own.includes(mount)),
    });
    return [...found].map(problemText);
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

function strategy({ database, strategy }: BackstageDeploymentProps): DeploymentStrategy | undefined {
  if (strategy === undefined) {
    return database.onClaim ? { type: 'Recreate' } : undefined;
  }
  return strategy ?? undefined;
}

/** The variables of the container, in the order in which Kubernetes expands them. */
function variables(props: BackstageDeploymentProps, openchoreoApiUrl: string): EnvVar[] {
  const { extraEnv = [], env, clientId = DEFAULTS.auth.clientId, features = {}, appConfig, ...given } = props;
  const { baseUrl, secret, thunder, oidc, database } = given;
  const extra = ownEnv(extraEnv);
  // What is set anew is not there twice, which Kubernetes rejects.
  const byDefault = DEFAULTS.env.filter((variable) => extra.every(({ name }) => name !== variable.name));
  const own = [...(env ? ownEnv(env) : byDefault), ...extra];
  return [
    ...backstageEnv({
      env: own,
      openchoreoApiUrl,
      baseUrl,
      secret,
      thunder,
      oidc,
      clientId,
      features,
      databaseEnv: database.env,
    }),
    ...(appConfig?.env ?? []),
  ];
}

/** Hashes of what the pods read once, so that they restart when it changes. */
function contentHashes({
  secret,
  appConfig,
  restartOnSecretChange = true,
}: BackstageDeploymentProps): Record<string, string> {
  return checksums({
    secret: restartOnSecretChange ? secret.contentHash : undefined,
    appConfig: appConfig?.configMap?.contentHash,
  });
}

/** Own variables may repeat those that the construct sets, or each other; server-side apply rejects both. */
function duplicateNames({ env = [] }: Container): string[] {
  const names = env.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(
    (name) => `env: must have ${name} once; remove it from env or extraEnv, or from the prop that sets it`,
  );
}

/** Backstage rejects variables that set the same key of its configuration, or one a key below the other's. */
function overlappingConfig({ env = [] }: Container, appConfig: BackstageAppConfig | undefined): string[] {
  const own = env.filter((variable) => !appConfig?.env.includes(variable));
  const found = own.filter(({ name }) => appConfig?.names.some((other) => overlapping(name, other)));
  return found.map(({ name }) => `env: must not have ${name}, which appConfig sets; remove it from env or extraEnv`);
}
