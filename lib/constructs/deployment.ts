import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type { Container, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { checksums } from '../backstage/checksums';
import { CONTAINER_PORT } from '../backstage/container';
import type { BackstageCredentials } from '../backstage/credentials';
import { customEnv } from '../backstage/custom-env';
import type { DeploymentEndpoints } from '../backstage/endpoints';
import { podOverlaps } from '../backstage/pod-overlaps';
import type { Features, Oidc, Portal, Thunder } from '../backstage/portal';
import { redirectUrl } from '../backstage/redirect-url';
import { openchoreoApiUrl } from '../backstage/release';
import { environment } from '../backstage/variables';
import {
  containerResources,
  type PlusNetworkPolicyPeerConfig,
  type PlusPodSelectorConfig,
  type PlusScalingTarget,
  type PlusVolume,
  podSelectorConfig,
  type Wire,
  wireVolume,
} from '../kubernetes/plus-objects';
import { violationText } from '../util/violation';
import type { BackstageAppConfig } from './app-config';
import type { BackstageDatabase } from './database';
import { duplicateNames, overlappingConfig } from './deployment-checks';
import { type Env, envList } from './env';
import type { PodOptions } from './pod-options';
import { type BackstagePodTemplate, podTemplate } from './pod-template';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { BackstageServiceAccount } from './service-account';
import type { ScalableWorkload } from './workload';

/** Settings of {@link BackstageDeployment}. */
export interface BackstageDeploymentProps extends BackstageResourceProps, PodOptions {
  /** The database that Backstage keeps its data in. */
  readonly database: BackstageDatabase;

  /** Source of the credentials that Backstage reads: a `BackstageSecret`, or keys of existing Secrets. */
  readonly credentials: BackstageCredentials;

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
   * Number of pods (values: `backstage.replicas`); `false` leaves it to Kubernetes. SQLite allows one.
   *
   * @default - 1, or the autoscaler's choice where one targets this Deployment
   */
  readonly replicas?: number | false;

  /**
   * How new pods replace old ones; `false` leaves it to Kubernetes.
   *
   * @default - Recreate where the database is on a claim, which two pods may not be able to mount; else Kubernetes' own
   */
  readonly strategy?: DeploymentStrategy | false;

  /**
   * Whether pods restart when a credential changes that `credentials` renders: a hash of its content is among their
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
}

/**
 * The Deployment that runs Backstage, `<fullname>-ui` (chart: deployment).
 *
 * Can be handed to cdk8s-plus, of any version, as pod selector, network peer and scaling target.
 *
 * @example
 * ```ts
 * import { App, Chart } from 'cdk8s';
 * import { BackstageDatabase, BackstageDeployment, BackstageSecret, BackstageService } from 'cdk8s-openchoreo-backstage';
 *
 * const chart = new Chart(new App(), 'portal', { namespace: 'portal' });
 * const deployment = new BackstageDeployment(chart, 'deployment', {
 *   database: new BackstageDatabase(chart, 'database', { type: 'sqlite' }),
 *   credentials: BackstageSecret.fromSecretName('portal-credentials'),
 *   baseUrl: 'https://console.example.com',
 *   oidc: { authorizationUrl: 'https://id.example.com/authorize', tokenUrl: 'https://id.example.com/token' },
 * });
 * new BackstageService(chart, 'service', { deployment });
 * ```
 */
export class BackstageDeployment extends BackstageResource implements ScalableWorkload {
  readonly apiObject: ApiObject;
  /** Labels that select this Deployment's pods and no others. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** The container's name and port, for Services and network policies. */
  readonly port = CONTAINER_PORT;
  /** The database that the pods use. */
  readonly database: BackstageDatabase;
  /** Whether an autoscaler targets this Deployment. */
  hasAutoscaler = false;

  /** Destinations of the pods' traffic, for network policies. */
  readonly endpoints: DeploymentEndpoints;

  /** URL that the OAuth client must carry among its redirect URLs, or nobody can sign in. */
  readonly redirectUrl: string;

  private readonly props: BackstageDeploymentProps;
  private readonly openchoreoApiUrl: string;
  private readonly serviceAccount: { readonly name: string };
  private readonly addedEnv: EnvVar[] = [];
  private readonly addedVolumes: Volume[] = [];
  private readonly addedMounts: VolumeMount[] = [];

  constructor(scope: Construct, id: string, props: BackstageDeploymentProps) {
    super(scope, id, props);
    const { defaults } = this.release.profile;
    this.props = props;
    this.database = props.database;
    this.podLabels = this.release.podLabels;
    this.redirectUrl = redirectUrl(props.baseUrl);
    this.openchoreoApiUrl =
      props.openchoreoApiUrl ?? openchoreoApiUrl(this.release.names.api, this.namespace, defaults.openchoreoApi.port);
    this.serviceAccount =
      props.serviceAccount ?? new BackstageServiceAccount(this, 'ServiceAccount', { release: this.release });
    this.endpoints = {
      database: props.database.endpoint,
      openchoreoApi: this.openchoreoApiUrl,
      identityProvider: [props.oidc.tokenUrl, props.oidc.wellKnownEndpoint, props.thunder?.baseUrl].flatMap((url) =>
        url ? [url] : [],
      ),
    };
    addCheck(this, () => {
      const { container } = this;
      return [
        ...duplicateNames(container),
        ...overlappingConfig(container, props.appConfig),
        ...this.overlaps(container),
        ...this.databaseViolations(),
        ...this.namespaceViolations(),
      ];
    });
    this.apiObject = this.resource<Deployment>(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: this.release.names.workload },
      {
        spec: {
          replicas: Lazy.any({ produce: () => this.replicaCount }),
          revisionHistoryLimit: props.revisionHistoryLimit,
          strategy: strategy(props),
          selector: { matchLabels: { ...this.podLabels } },
          template: Lazy.any({ produce: () => this.template }),
        },
      },
    );
  }

  /**
   * Adds variables to the container, behind `env` and `extraEnv`.
   *
   * @param variables a list in wire format, or values by name as cdk8s-plus has them
   */
  addEnv(variables: Env): void {
    this.addedEnv.push(...envList(variables));
  }

  /**
   * Adds a volume to the pods, and mounts it in the container.
   *
   * @param volume the volume, in wire format or of cdk8s-plus
   * @param mounts where the container mounts it
   */
  addVolume(volume: Wire<Volume> | PlusVolume, ...mounts: readonly Omit<VolumeMount, 'name'>[]): void {
    this.addedVolumes.push(wireVolume(volume));
    this.addedMounts.push(...mounts.map((mount) => ({ ...mount, name: volume.name })));
  }

  /** Leaves the number of pods to an autoscaler, unless `replicas` was given. Autoscalers call this. */
  markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  /** This Deployment as the target of a cdk8s-plus autoscaler, of the version that the caller's type is from. */
  toScalingTarget<Target extends PlusScalingTarget>(): Target;
  toScalingTarget(): PlusScalingTarget {
    const { apiVersion, kind, name } = this.apiObject;
    const { image = '', resources = {} } = this.container;
    return {
      apiVersion,
      kind,
      name,
      containers: [{ image, resources: containerResources(resources) }],
      replicas: this.replicaCount,
    };
  }

  /** This Deployment's pods as the pods that a cdk8s-plus object selects, of the version that the caller's type is from. */
  toPodSelectorConfig<Config extends PlusPodSelectorConfig>(): Config;
  toPodSelectorConfig(): PlusPodSelectorConfig {
    return podSelectorConfig(this.podLabels, this.namespace);
  }

  /** This Deployment's pods as a peer in a cdk8s-plus NetworkPolicy, of the version that the caller's type is from. */
  toNetworkPolicyPeerConfig<Config extends PlusNetworkPolicyPeerConfig>(): Config;
  toNetworkPolicyPeerConfig(): PlusNetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** This Deployment's pods, which are a selector themselves. */
  toPodSelector(): this {
    return this;
  }

  private get template(): BackstagePodTemplate {
    const { database, appConfig } = this.props;
    return podTemplate(
      {
        profile: this.release.profile,
        labels: this.podLabels,
        annotations: this.contentHashes,
        serviceAccount: this.serviceAccount,
        env: this.variables,
        configArgs: appConfig?.args ?? [],
        volumes: [...database.volumes, ...(appConfig?.volumes ?? [])],
        volumeMounts: [...database.volumeMounts, ...(appConfig?.volumeMounts ?? [])],
      },
      this.podOptions,
    );
  }

  private get container(): Container {
    return this.template.spec.containers[0];
  }

  /** The options, with what was added since. */
  private get podOptions(): PodOptions {
    const { extraVolumes = [], extraVolumeMounts = [] } = this.props;
    return {
      ...this.props,
      extraVolumes: [...extraVolumes, ...this.addedVolumes],
      extraVolumeMounts: [...extraVolumeMounts, ...this.addedMounts],
    };
  }

  /** The variables of the container, in the order in which Kubernetes expands them. */
  private get variables(): EnvVar[] {
    const { extraEnv = [], env, appConfig } = this.props;
    const { variables, defaults } = this.release.profile;
    const custom = customEnv(env && envList(env), [...envList(extraEnv), ...this.addedEnv], defaults.env);
    return [...custom.env, ...custom.extraEnv, ...environment(variables, this.portal), ...(appConfig?.env ?? [])];
  }

  private get portal(): Portal {
    const { baseUrl, credentials, thunder, oidc, features = {}, database } = this.props;
    const { clientId = this.release.profile.defaults.clientId } = this.props;
    const { openchoreoApiUrl } = this;
    return { openchoreoApiUrl, baseUrl, credentials, thunder, oidc, clientId, features, database: database.connection };
  }

  /** Hashes of what the pods read once, so that they restart when it changes. */
  private get contentHashes(): Record<string, string> {
    const { credentials, appConfig, restartOnSecretChange = true } = this.props;
    return checksums({
      secret: restartOnSecretChange ? credentials.contentHash : undefined,
      appConfig: appConfig?.configMap?.contentHash,
    });
  }

  private overlaps({ volumeMounts = [] }: Container): string[] {
    const options = this.podOptions;
    const custom = { ...options, extraVolumes: options.extraVolumes?.map(wireVolume) };
    const found = podOverlaps(custom, {
      labels: Object.keys(this.podLabels),
      annotations: Object.keys(this.contentHashes),
      volumeMounts: volumeMounts.filter((mount) => !options.extraVolumeMounts?.includes(mount)),
    });
    return [...found].map(violationText);
  }

  private databaseViolations(): string[] {
    const { type, endpoint } = this.database;
    return [
      ...(type === 'sqlite' && (this.replicaCount ?? 1) > 1
        ? [`replicas: must be 1 with SQLite, whose file one pod locks, got ${this.replicaCount}; use PostgreSQL`]
        : []),
      ...(endpoint?.host === '' ? ['database: host is required for PostgreSQL and empty; set it to the server'] : []),
    ];
  }

  /** What pods refer to by its name alone is looked for in their own namespace. */
  private namespaceViolations(): string[] {
    const { credentials, appConfig } = this.props;
    const references = {
      database: this.database.claim,
      appConfig: appConfig?.configMap,
      credentials,
      serviceAccount: this.serviceAccount,
    };
    return Object.entries(references).flatMap(([prop, object]) =>
      object instanceof BackstageResource && object.namespace !== this.namespace
        ? [
            `${prop}: must be in the namespace ${this.namespace ?? '(none)'}, got ${object.namespace ?? '(none)'}; put both in one namespace`,
          ]
        : [],
    );
  }

  private get replicaCount(): number | undefined {
    const { replicas = this.hasAutoscaler ? false : this.release.profile.defaults.replicas } = this.props;
    return replicas === false ? undefined : replicas;
  }
}

function strategy({ database, strategy }: BackstageDeploymentProps): DeploymentStrategy | undefined {
  if (strategy === undefined) {
    return database.onClaim ? { type: 'Recreate' } : undefined;
  }
  return strategy || undefined;
}
