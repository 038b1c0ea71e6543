import { type ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Deployment, DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type { Container, EnvVar, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import { checksums } from '../backstage/checksums';
import { ConfigNames } from '../backstage/config-names';
import { setsConnection } from '../backstage/configured-connection';
import { CONTAINER_PORT } from '../backstage/container';
import type { BackstageCredentials } from '../backstage/credentials';
import { CSP_VARIABLE } from '../backstage/csp';
import { customEnv } from '../backstage/custom-env';
import { ASSISTANT, type DeploymentEndpoints, portalEndpoints } from '../backstage/endpoints';
import { podOverlaps } from '../backstage/pod-overlaps';
import type { Oidc, Portal, PortalOptions } from '../backstage/portal';
import { CREDENTIALS, OIDC, PORTAL_OPTIONS } from '../backstage/portal-shapes';
import { redirectUrl } from '../backstage/redirect-url';
import { openchoreoApiUrl, serviceHost } from '../backstage/release';
import { checkPortalUrl, checkUrl } from '../backstage/url-checks';
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
import { checkArgument } from '../util/check-argument';
import { dataMap } from '../util/data-shape';
import { sha256 } from '../util/sha256';
import { boolean, either, hidden, listOf, number, objectLike, oneOf, optional, type Shapes, text } from '../util/shape';
import { violationText } from '../util/violation';
import { isAlreadyChecked } from './already-checked';
import type { BackstageAppConfig } from './app-config';
import { warnAround } from './chart-warnings';
import { checkProps } from './check-props';
import { BackstageConfigFile } from './config-file';
import type { BackstageDatabase } from './database';
import { duplicateNames, overlappingConfig } from './deployment-checks';
import { stopProblems, strategyProblems } from './deployment-warnings';
import { type Env, envList } from './env';
import { warnOfImage } from './image-checks';
import { checkObjectsAround } from './object-checks';
import { forgetPassedCharts } from './passed-charts';
import type { PodOptions } from './pod-options';
import { POD_OPTIONS } from './pod-shapes';
import { type BackstagePodTemplate, podTemplate } from './pod-template';
import { ENV, MOUNT, RESOURCE_PROPS, VOLUME } from './prop-shapes';
import { replicaProblems } from './replica-checks';
import { addCheck, BackstageResource, type BackstageResourceProps } from './resource';
import { BackstageServiceAccount } from './service-account';
import { urlWarnings } from './url-warnings';
import type { ScalableWorkload } from './workload';

/**
 * Strategy that stops the old pod before the new one starts.
 *
 * Unlike Recreate, server-side apply accepts it over every other strategy. While the old pod stops, both can run.
 */
const STOP_FIRST: DeploymentStrategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };

/**
 * Default strategy of Kubernetes, written out. The applier then owns its fields, so that server-side apply can remove
 * them for Recreate.
 */
const ROLLING = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } as const;

/** Parts of the connection to PostgreSQL that have no default in Backstage. */
const REQUIRED = ['host', 'user', 'password'] as const;

/** Settings of {@link BackstageDeployment}. */
export interface BackstageDeploymentProps extends BackstageResourceProps, PodOptions, PortalOptions {
  /** Database that Backstage stores its data in. */
  readonly database: BackstageDatabase;

  /**
   * Source of the variables BACKEND_SECRET and OPENCHOREO_AUTH_CLIENT_SECRET: a `BackstageSecret`, a
   * `BackstageExternalSecret`, or an existing Secret (`BackstageSecret.fromSecretName`).
   */
  readonly credentials: BackstageCredentials;

  /** URL at which browsers reach the portal (variable BACKSTAGE_BASE_URL, values: `backstage.baseUrl`). */
  readonly baseUrl: string;

  /** Endpoints of the OpenID Connect identity provider (variables OPENCHOREO_AUTH_*_URL, values: `security.oidc`). */
  readonly oidc: Oidc;

  /**
   * URL of the OpenChoreo API (variable OPENCHOREO_API_URL, values: `backstage.openchoreoApi.url`).
   *
   * @default - `http://<names.api>.<namespace>.svc.cluster.local:8080/api/v1` with the release's names, or
   * `http://<names.api>:8080/api/v1` if the Deployment has no namespace
   */
  readonly openchoreoApiUrl?: string;

  /**
   * Custom Backstage configuration, which overrides the image's (values: `backstage.appConfig`).
   *
   * @default - only the image's configuration
   */
  readonly appConfig?: BackstageAppConfig;

  /**
   * Number of pods, at most 1 with SQLite (values: `backstage.replicas`). `false` leaves the field unset, so that
   * Kubernetes or an autoscaler chooses.
   *
   * @default - 1, or unset if an autoscaler targets this Deployment
   */
  readonly replicas?: number | false;

  /**
   * Update strategy: how new pods replace old ones (values: `backstage.strategy`). Missing fields of RollingUpdate get
   * Kubernetes' defaults, so that the strategy can change in place. `false` renders none.
   *
   * @default - RollingUpdate with `maxSurge: 0` and `maxUnavailable: 1` if the database is on a PersistentVolumeClaim,
   * because two pods may not be able to mount it; otherwise Kubernetes' default
   */
  readonly strategy?: DeploymentStrategy | false;

  /**
   * Whether pods restart when the values of a `BackstageSecret` in `credentials` change. The pod annotation
   * `checksum/secret` then holds an HMAC of them, with the backend secret as its key. If the backend secret has fewer
   * than 24 characters, or fewer than 8 different ones, it holds a SHA-256 of the values that have more. Changes of the
   * other values then do not restart pods. The values of other Secrets are unknown, so their changes do not either.
   *
   * @default true
   */
  readonly restartOnSecretChange?: boolean;

  /**
   * Whether pods restart when a configuration file changes. The pod annotation `checksum/app-config` then holds a hash
   * of all files.
   *
   * @default true
   */
  readonly restartOnConfigChange?: boolean;

  /**
   * Number of old ReplicaSets to keep for `kubectl rollout undo`, at least 0 (values:
   * `backstage.revisionHistoryLimit`).
   *
   * @default - Kubernetes' default, 10
   */
  readonly revisionHistoryLimit?: number;
}

const POD_PARTS = { env: listOf(dataMap()), volumes: listOf(VOLUME), volumeMounts: listOf(MOUNT) };

const PROPS: Shapes<BackstageDeploymentProps> = {
  ...RESOURCE_PROPS,
  ...PORTAL_OPTIONS,
  ...POD_OPTIONS,
  database: objectLike('a BackstageDatabase', { ...POD_PARTS, type: text, connection: dataMap() }),
  credentials: CREDENTIALS,
  baseUrl: text,
  oidc: OIDC,
  openchoreoApiUrl: optional(text),
  appConfig: optional(
    hidden(objectLike('a BackstageAppConfig', { ...POD_PARTS, names: listOf(text), args: listOf(text) })),
  ),
  replicas: optional(either(number, oneOf(false))),
  strategy: optional(either(dataMap(), oneOf(false))),
  restartOnSecretChange: optional(boolean),
  restartOnConfigChange: optional(boolean),
  revisionHistoryLimit: optional(number),
};

/**
 * Deployment that runs Backstage, as in the chart's template `deployment`. Its name is the release's `names.workload`.
 *
 * You can pass it to the objects of any cdk8s-plus version as a pod selector, a network peer or a scaling target.
 *
 * Synthesis fails if the pod has the same variable, volume, mount path, container name or port twice. It also fails
 * with more than one replica on SQLite, with an empty PostgreSQL host, or with an invalid URL. The claim, the ConfigMap, the Secret and the
 * ServiceAccount must be in the namespace of the Deployment.
 *
 * `warningsOf` warns about a strategy with which two pods open the same SQLite file. It also warns about a `preStop` hook
 * that sleeps until Kubernetes kills the container.
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
  /** Name and number of the container's port, for Services and network policies. */
  readonly port = CONTAINER_PORT;
  /** Database that the pods use. */
  readonly database: BackstageDatabase;
  /** Whether an autoscaler targets this Deployment. */
  hasAutoscaler = false;

  /** Destinations of the pods' traffic, for network policies. */
  readonly endpoints: DeploymentEndpoints;

  /** Redirect URL that must be registered for the OAuth client. Without it, users cannot sign in. */
  readonly redirectUrl: string;

  private readonly props: BackstageDeploymentProps;
  private readonly openchoreoApiUrl: string;
  private readonly configFiles: readonly BackstageConfigFile[];
  private readonly serviceAccount: { readonly name: string };
  private readonly addedEnv: EnvVar[] = [];
  private readonly addedVolumes: Volume[] = [];
  private readonly addedMounts: VolumeMount[] = [];

  constructor(scope: Construct, id: string, props: BackstageDeploymentProps) {
    checkProps(scope, id, props, PROPS);
    super(scope, id, props);
    const { defaults } = this.release.profile;
    this.props = props;
    this.database = props.database;
    this.podLabels = this.release.podLabels;
    this.redirectUrl = redirectUrl(props.baseUrl);
    this.openchoreoApiUrl =
      props.openchoreoApiUrl ?? openchoreoApiUrl(this.release.names.api, this.namespace, defaults.openchoreoApi.port);
    this.configFiles = this.release.profile
      .configFiles(this.portal, this.release.names)
      .map((file) => new BackstageConfigFile(this, file.volume, { release: this.release, ...file }));
    this.serviceAccount =
      props.serviceAccount ?? new BackstageServiceAccount(this, 'ServiceAccount', { release: this.release });
    this.endpoints = portalEndpoints(this.portal);
    const isChosen = props.replicas !== undefined || isAlreadyChecked(this);
    checkObjectsAround(this, (objects) => replicaProblems(this, objects, isChosen || this.hasAutoscaler));
    warnAround(this, 'routed-url', (objects) => urlWarnings('routed-url', this, objects));
    warnAround(this, 'url-scheme', (objects) => urlWarnings('url-scheme', this, objects));
    warnAround(this, 'deployment-strategy', (objects) => strategyProblems(this, objects));
    warnAround(this, 'termination-grace-period', (objects) => stopProblems(this.apiObject, objects));
    addCheck(this, () => {
      const { container } = this;
      return [
        ...duplicateNames(container),
        ...overlappingConfig(container, props.appConfig),
        ...this.overlaps(container),
        ...urlViolations(props).map(violationText),
        ...this.databaseViolations(container),
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
    const { appConfig, command = [], extraArgs = [] } = props;
    warnOfImage(this, { portal: this.portal, appConfig, words: [...command, ...extraArgs] });
  }

  /**
   * Adds variables to the container, after those of `env` and `extraEnv`.
   *
   * @param variables Kubernetes `EnvVar`s, or cdk8s-plus `EnvValue`s by variable name
   */
  addEnv(variables: Env): void {
    checkArgument(`${this.node.path}: addEnv`, 'variables', variables, ENV);
    forgetPassedCharts();
    this.addedEnv.push(...envList(variables));
  }

  /**
   * Adds a volume to the pods and mounts it in the container.
   *
   * @param volume Kubernetes `Volume`, or a cdk8s-plus `Volume`
   * @param mounts Kubernetes `VolumeMount`s of the volume, without `name`. If there are none, only other containers can
   * mount it
   */
  addVolume(volume: Wire<Volume> | PlusVolume, ...mounts: readonly Omit<VolumeMount, 'name'>[]): void {
    checkArgument(`${this.node.path}: addVolume`, 'volume', volume, VOLUME);
    checkArgument(`${this.node.path}: addVolume`, 'mounts', mounts, listOf(MOUNT));
    forgetPassedCharts();
    this.addedVolumes.push(wireVolume(volume));
    this.addedMounts.push(...mounts.map((mount) => ({ ...mount, name: volume.name })));
  }

  /** Leaves the number of pods to an autoscaler, unless `replicas` is set. Autoscaler constructs call this. */
  markHasAutoscaler(): void {
    forgetPassedCharts();
    this.hasAutoscaler = true;
  }

  /** Returns this Deployment as the target of a cdk8s-plus autoscaler. It fits every version of cdk8s-plus. */
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

  /** Returns this Deployment's pods as a pod selector for cdk8s-plus objects. It fits every version of cdk8s-plus. */
  toPodSelectorConfig<Config extends PlusPodSelectorConfig>(): Config;
  toPodSelectorConfig(): PlusPodSelectorConfig {
    return podSelectorConfig(this.podLabels, this.namespace);
  }

  /** Returns this Deployment's pods as a peer for a cdk8s-plus NetworkPolicy. It fits every version of cdk8s-plus. */
  toNetworkPolicyPeerConfig<Config extends PlusNetworkPolicyPeerConfig>(): Config;
  toNetworkPolicyPeerConfig(): PlusNetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** Returns this Deployment, which selects its own pods. cdk8s-plus calls this. */
  toPodSelector(): this {
    return this;
  }

  private get template(): BackstagePodTemplate {
    const { database, appConfig } = this.props;
    const files = [...this.configFiles, ...(appConfig ? [appConfig] : [])];
    return podTemplate(
      {
        profile: this.release.profile,
        labels: this.podLabels,
        annotations: this.contentHashes,
        serviceAccount: this.serviceAccount,
        env: this.variables,
        configArgs: files.flatMap(({ args }) => args),
        volumes: [database, ...files].flatMap(({ volumes }) => volumes),
        volumeMounts: [database, ...files].flatMap(({ volumeMounts }) => volumeMounts),
      },
      this.podOptions,
    );
  }

  private get container(): Container {
    return this.template.spec.containers[0];
  }

  /** Pod options, including the volumes that `addVolume` added. */
  private get podOptions(): PodOptions {
    const { extraVolumes = [], extraVolumeMounts = [] } = this.props;
    return {
      ...this.props,
      extraVolumes: [...extraVolumes, ...this.addedVolumes],
      extraVolumeMounts: [...extraVolumeMounts, ...this.addedMounts],
    };
  }

  /** Variables of the container, in order: Kubernetes expands `$(NAME)` from earlier variables. */
  private get variables(): EnvVar[] {
    const { extraEnv = [], env, appConfig } = this.props;
    const { variables, defaults } = this.release.profile;
    const custom = customEnv(env && envList(env), [...envList(extraEnv), ...this.addedEnv], defaults.env);
    const given = [...custom.env, ...custom.extraEnv];
    return [...given, ...this.withoutOverlaps(environment(variables, this.portal), given), ...(appConfig?.env ?? [])];
  }

  /** Returns the variables without the Content Security Policy, if custom variables or `appConfig` configure it. */
  private withoutOverlaps(variables: readonly EnvVar[], given: readonly EnvVar[]): EnvVar[] {
    // Another check refuses a variable without a name.
    const names = given.map(({ name }) => name).filter((name) => typeof name === 'string');
    const configured = new ConfigNames([...names, ...(this.props.appConfig?.names ?? [])]);
    const isConfigured = configured.has(CSP_VARIABLE) || configured.overlapping(CSP_VARIABLE) !== undefined;
    return variables.filter(({ name }) => name !== CSP_VARIABLE || !isConfigured);
  }

  private get portal(): Portal {
    const { database, features = {} } = this.props;
    const { openchoreoApiUrl } = this;
    const {
      clientId = this.release.profile.defaults.clientId,
      assistantUrl = `http://${serviceHost(ASSISTANT.name, this.namespace)}:${ASSISTANT.port}`,
      upgradesToHttps = this.props.baseUrl.startsWith('https:'),
    } = this.props;
    return {
      ...this.props,
      openchoreoApiUrl,
      clientId,
      features,
      assistantUrl,
      upgradesToHttps,
      database: database.connection,
    };
  }

  /** Pod annotations with hashes of the Secret and the configuration file, so that pods restart when these change. */
  private get contentHashes(): Record<string, string> {
    const { credentials, appConfig, restartOnSecretChange = true, restartOnConfigChange = true } = this.props;
    const files = [
      ...this.configFiles.map(({ configMap }) => configMap),
      ...(appConfig?.configMap ? [appConfig.configMap] : []),
    ];
    const hashes = restartOnConfigChange ? files.map(({ contentHash }) => contentHash) : [];
    return checksums({
      secret: restartOnSecretChange ? credentials.contentHash : undefined,
      appConfig: hashes.length > 1 ? sha256(hashes.join(' ')) : hashes[0],
    });
  }

  private overlaps({ volumeMounts = [] }: Container): string[] {
    const options = this.podOptions;
    const custom = { ...options, extraVolumes: options.extraVolumes?.map(wireVolume) };
    const ofUser = new Set(options.extraVolumeMounts);
    const found = podOverlaps(custom, {
      labels: Object.keys(this.podLabels),
      annotations: Object.keys(this.contentHashes),
      volumeMounts: volumeMounts.filter((mount) => !ofUser.has(mount)),
    });
    return [...found].map(violationText);
  }

  private databaseViolations({ env = [], envFrom = [] }: Container): string[] {
    const { type, endpoint, connection } = this.database;
    const names = [...(this.props.appConfig?.names ?? []), ...env.map(({ name }) => name)];
    // The variables of envFrom have unknown names.
    const missing =
      connection.type === 'sqlite' || envFrom.length > 0
        ? []
        : REQUIRED.filter((part) => connection[part] === undefined && !setsConnection(names, part));
    return [
      ...(type === 'sqlite' && (this.replicaCount ?? 1) > 1
        ? [
            `replicas: must be 1 with SQLite, because only one pod can open its file; got ${this.replicaCount}; use PostgreSQL`,
          ]
        : []),
      ...(missing.length > 0
        ? [
            `database: ${missing.join(', ')} must be set, because appConfig sets no backend.database.connection; set it there to a reference such as \${DATABASE_URL}, or here`,
          ]
        : []),
      ...(endpoint?.host === ''
        ? ['database: host must not be empty; set it to the host name of the PostgreSQL server']
        : []),
    ];
  }

  /** Returns a message for each object that is in another namespace. Pods can refer only to objects in their own. */
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
            `${prop}: must be in the Deployment's namespace (${this.namespace ?? 'none'}), got ${object.namespace ?? '(none)'}; create both in one namespace`,
          ]
        : [],
    );
  }

  private get replicaCount(): number | undefined {
    const { replicas = this.hasAutoscaler ? false : this.release.profile.defaults.replicas } = this.props;
    return replicas === false ? undefined : replicas;
  }
}

/** Returns the violations of URLs. `null`, and an empty URL that is optional, leave a variable without a value. */
function urlViolations({
  baseUrl,
  openchoreoApiUrl,
  assistantUrl,
  oidc,
  thunder,
  externalCi,
}: BackstageDeploymentProps) {
  const urls = {
    openchoreoApiUrl,
    assistantUrl,
    'oidc.authorizationUrl': oidc.authorizationUrl,
    'oidc.tokenUrl': oidc.tokenUrl,
    'oidc.wellKnownEndpoint': oidc.wellKnownEndpoint || null,
    'thunder.baseUrl': thunder?.baseUrl || null,
    'externalCi.jenkins.baseUrl': externalCi?.jenkins?.baseUrl || null,
    'externalCi.githubActions.apiBaseUrl': externalCi?.githubActions?.apiBaseUrl || null,
  };
  return [
    ...checkPortalUrl('baseUrl', baseUrl),
    ...Object.entries(urls).flatMap(([path, url]) => [...(typeof url === 'string' ? checkUrl(path, url) : [])]),
  ];
}

function strategy({ database, strategy }: BackstageDeploymentProps): DeploymentStrategy | undefined {
  if (strategy === undefined) {
    return database.onClaim ? STOP_FIRST : ROLLING;
  }
  if (!strategy) {
    return undefined;
  }
  const { type = ROLLING.type, rollingUpdate } = strategy;
  return type === ROLLING.type ? { type, rollingUpdate: { ...ROLLING.rollingUpdate, ...rollingUpdate } } : strategy;
}
