import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { BackstageAutoscaling } from './autoscaling';
import type { Thunder } from './backstage-env';
import { type Credential, GATEWAY_NAME } from './chart-0.11';
import { BackstageDatabase, type BackstageDatabaseProps, type CaBundle, type SqlitePersistence } from './database';
import { BackstageDeployment } from './deployment';
import { BackstageExternalSecret, type RemoteCredentials } from './external-secret';
import type { HttpRouteHost, HttpRoutePath } from './http-route';
import { BackstageIngress, type IngressPath, type IngressProps } from './ingress';
import { ANY_POD, ANYWHERE, gatewayPods, type NetworkPeers } from './network-peers';
import { BackstageNetworkPolicy } from './network-policy';
import { OpenchoreoApiRoute } from './openchoreo-api-route';
import { BackstagePodDisruptionBudget, type MinAvailable } from './pod-disruption-budget';
import { BackstagePriorityClass } from './priority-class';
import type { Release } from './release';
import { ALREADY_CHECKED } from './resource';
import { type BackstageCredentials, BackstageSecret, type SecretKey } from './secret';
import { BackstageService } from './service';
import { BackstageServiceAccount } from './service-account';
import { rendersApiRoute } from './values/addresses';
import { credentialSource, hasKey } from './values/credentials';
import type { Finding } from './values/finding';
import { type Resolved, type ResolveOptions, resolveValues } from './values/resolve';
import type { EffectiveValues, Values } from './values/schema';

/** Settings of {@link BackstageChart}. */
export interface BackstageChartProps extends ResolveOptions {
  /** The documented values, or several whose later ones win, as with several `-f` of Helm. */
  readonly values: Values | readonly Values[];
}

/**
 * The documented values and a release, as one cdk8s chart: everything that the control-plane chart 0.11.0 renders for
 * Backstage, and the OpenChoreo API's route.
 *
 * @throws ValuesError with all errors, where the values do not fit the schema or break a rule that is not allowed
 */
export class BackstageChart extends Chart {
  /** The release: names, labels and namespace of the objects. */
  readonly release: Release;
  /** What is worth knowing about the values. */
  readonly warnings: readonly Finding[];
  /** The Deployment; absent where `backstage.enabled` is false. */
  readonly deployment?: BackstageDeployment;
  /** The Service; absent where `backstage.enabled` is false. */
  readonly service?: BackstageService;

  constructor(scope: Construct, id: string, props: BackstageChartProps) {
    const resolved = resolveValues(props.values, props);
    super(scope, id, { namespace: resolved.release.namespace, disableResourceNameHashes: true });
    this.node.setContext(ALREADY_CHECKED, true);
    this.release = resolved.release;
    this.warnings = resolved.warnings;
    if (resolved.values.backstage.enabled) {
      this.deployment = this.addDeployment(resolved);
      this.service = this.addService(resolved, this.deployment);
      this.addIngress(resolved, this.service);
      this.addAutoscaling(resolved, this.deployment);
      this.addPodDisruptionBudget(resolved, this.deployment);
      this.addNetworkPolicy(resolved, this.deployment);
    }
    if (rendersApiRoute(resolved.values)) {
      this.addApiRoute(resolved);
    }
  }

  private addDeployment(resolved: Resolved): BackstageDeployment {
    const { values, release, addresses, fidelity } = resolved;
    const { global, backstage, security, thunder } = values;
    const { priorityClass, serviceAccount, image, auth, features, autoscaling } = backstage;
    const secret = this.addCredentials(resolved);
    return new BackstageDeployment(this, 'Deployment', {
      release,
      secret,
      database: new BackstageDatabase(this, 'Database', { release, ...databaseProps(values, secret) }),
      serviceAccount: new BackstageServiceAccount(this, 'ServiceAccount', {
        release,
        name: serviceAccount.name || undefined,
        annotations: serviceAccount.annotations ?? {},
      }),
      ...(priorityClass.create && {
        priorityClass: new BackstagePriorityClass(this, 'PriorityClass', {
          release,
          name: priorityClass.name ?? undefined,
          value: priorityClass.value ?? undefined,
        }),
      }),
      baseUrl: addresses.baseUrl,
      openchoreoApiUrl: addresses.openchoreoApiUrl,
      thunder: thunder.enabled ? { baseUrl: addresses.thunderUrl, token: thunderToken(resolved, secret) } : undefined,
      oidc: {
        wellKnownEndpoint: security.oidc.wellKnownEndpoint ?? '',
        authorizationUrl: addresses.authorizationUrl,
        tokenUrl: addresses.tokenUrl,
      },
      clientId: auth.clientId ?? '',
      features: {
        workflows: features.workflows.enabled,
        observability: features.observability.enabled,
        auth: security.enabled,
        authz: security.authz.enabled,
      },
      replicas: fidelity === 'corrected' && autoscaling.enabled ? undefined : backstage.replicas,
      image: {
        repository: image.repository ?? '',
        tag: image.tag || undefined,
        pullPolicy: image.pullPolicy,
      },
      env: backstage.env ?? [],
      resources: backstage.resources,
      nodeSelector: backstage.nodeSelector ?? {},
      affinity: backstage.affinity ?? {},
      tolerations: backstage.tolerations ?? [],
      topologySpreadConstraints: spreadConstraints(resolved),
      podSecurityContext: backstage.podSecurityContext ?? {},
      containerSecurityContext: backstage.containerSecurityContext ?? {},
      imagePullSecrets:
        fidelity === 'corrected' ? (global.imagePullSecrets ?? []).map(({ name = '' }) => ({ name })) : [],
      strategy: fidelity === 'corrected' ? undefined : null,
      restartOnSecretChange: fidelity === 'corrected',
    });
  }

  private addCredentials({ values, release, fidelity }: Resolved): BackstageCredentials {
    const { backendSecret, auth, database, thunder, secretName, secretKeys, externalSecret } = values.backstage;
    switch (credentialSource(values)) {
      case 'existing':
        return BackstageSecret.fromSecret({ name: secretName ?? '' }, withoutNulls(secretKeys));
      case 'external': {
        const { secretStoreRef, refreshInterval, target, data } = externalSecret;
        return new BackstageExternalSecret(this, 'ExternalSecret', {
          release,
          secretStoreRef: { name: secretStoreRef.name ?? '', kind: secretStoreRef.kind ?? undefined },
          refreshInterval: refreshInterval ?? undefined,
          targetName: target.name || undefined,
          data: remoteCredentials(data),
        });
      }
      case 'inline':
        return new BackstageSecret(this, 'Secret', {
          release,
          backendSecret: backendSecret ?? '',
          clientSecret: auth.clientSecret ?? '',
          ...(database.type === 'postgresql' && { postgresPassword: database.postgresql.password ?? '' }),
          ...(fidelity === 'corrected' && values.thunder.enabled && thunder.token && { thunderToken: thunder.token }),
        });
    }
  }

  private addService({ values }: Resolved, deployment: BackstageDeployment): BackstageService {
    const { type, port, nodePort } = values.backstage.service;
    return new BackstageService(this, 'Service', {
      deployment,
      type: type ?? undefined,
      port: port ?? undefined,
      nodePort: nodePort ?? undefined,
    });
  }

  private addIngress({ values, addresses }: Resolved, service: BackstageService): void {
    const { ingress } = values.backstage;
    const { ingressKind, ingressClassName, consoleHost } = addresses;
    if (!ingress.enabled) {
      return;
    }
    const annotations = ingress.annotations ?? {};
    if (ingressKind === 'Ingress') {
      new BackstageIngress(this, 'Ingress', {
        kind: 'Ingress',
        service,
        annotations,
        ingressClassName: ingressClassName || undefined,
        tls: ingressTls(values, consoleHost),
        hosts: isFilled(ingress.hosts)
          ? ingress.hosts.map((entry) => withPathTypes<IngressPath['pathType']>(entry))
          : [{ host: consoleHost, paths: [{ path: '/' }] }],
      });
    } else if (values.gateway.enabled) {
      const hosts = routeHosts(ingress.hosts, consoleHost);
      new BackstageIngress(this, 'Ingress', { kind: 'HTTPRoute', service, annotations, hosts });
    }
  }

  private addAutoscaling({ values }: Resolved, target: BackstageDeployment): void {
    const { enabled, maxReplicas, behavior, ...autoscaling } = values.backstage.autoscaling;
    if (enabled) {
      new BackstageAutoscaling(this, 'Autoscaling', {
        target,
        ...autoscaling,
        maxReplicas: maxReplicas ?? undefined,
        behavior: behavior ?? {},
      });
    }
  }

  private addPodDisruptionBudget({ values, release, fidelity }: Resolved, deployment: BackstageDeployment): void {
    const { enabled, minAvailable, maxUnavailable } = values.backstage.podDisruptionBudget;
    // The chart takes 0 for no bound.
    const bound = (given: number | string | null) => (fidelity === 'exact' ? podCount(given) || null : podCount(given));
    if (enabled) {
      new BackstagePodDisruptionBudget(this, 'PodDisruptionBudget', {
        deployment,
        ...(fidelity === 'exact' && { selector: chartSelector(release) }),
        // Both bounds get this far only where their rule is allowed; the chart renders both.
        ...({
          minAvailable: bound(minAvailable),
          maxUnavailable: bound(maxUnavailable) ?? undefined,
        } as MinAvailable),
      });
    }
  }

  private addNetworkPolicy(resolved: Resolved, deployment: BackstageDeployment): void {
    const { values, release, fidelity } = resolved;
    const { enabled, ingress, egress } = values.backstage.networkPolicy;
    if (enabled) {
      new BackstageNetworkPolicy(this, 'NetworkPolicy', {
        deployment,
        ingress: ingress ?? [],
        egress: egress ?? [],
        ...(fidelity === 'exact'
          ? { chart: { podSelector: chartSelector(release) } }
          : { peers: networkPeers(resolved) }),
      });
    }
  }

  private addApiRoute({ values, release, addresses }: Resolved): void {
    const { name, ingress } = values.openchoreoApi;
    new OpenchoreoApiRoute(this, 'OpenchoreoApiRoute', {
      release,
      name: name ?? undefined,
      annotations: ingress.annotations ?? {},
      hosts: routeHosts(ingress.hosts, addresses.apiHost),
    });
  }
}

/** The chart's selector of PodDisruptionBudget and NetworkPolicy: by fullname, which pods carry only if it is the name. */
function chartSelector({ fullname }: Release): LabelSelector {
  return { matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': fullname } };
}

/** A number of pods, quoted or not, or a percentage. */
function podCount(given: number | string | null): number | string | null {
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given || (given === 0 ? 0 : null);
}

/** The constraints as given; in `corrected`, those that would count other pods or none count the Deployment's. */
function spreadConstraints({ values, release, fidelity }: Resolved): TopologySpreadConstraint[] {
  const given = values.backstage.topologySpreadConstraints ?? [];
  if (fidelity === 'exact') {
    return [...given];
  }
  const isOwn = ({ matchLabels, matchExpressions }: LabelSelector) =>
    (matchExpressions ?? []).length === 0 &&
    Object.keys(matchLabels ?? {}).length > 0 &&
    Object.entries(matchLabels ?? {}).every(([key, value]) => release.podLabels[key] === value);
  return given.map((constraint) =>
    constraint.labelSelector && isOwn(constraint.labelSelector)
      ? constraint
      : { ...constraint, labelSelector: { matchLabels: release.podLabels } },
  );
}

/** Thunder's token: in clear as the chart has it, else a Secret's key; never in clear beside another source. */
function thunderToken({ values, fidelity }: Resolved, secret: BackstageCredentials): Thunder['token'] {
  if (hasKey(values, 'thunderToken')) {
    return secret.key('thunderToken');
  }
  const { token } = values.backstage.thunder;
  if (!token || credentialSource(values) !== 'inline') {
    return undefined;
  }
  return fidelity === 'corrected' ? secret.key('thunderToken') : token;
}

function databaseProps(values: EffectiveValues, secret: BackstageCredentials): BackstageDatabaseProps {
  const { type, sqlite, postgresql } = values.backstage.database;
  const keyOr = <T>(credential: Credential, value: T): T | SecretKey =>
    hasKey(values, credential) ? secret.key(credential) : value;
  if (type !== 'postgresql') {
    const { mountPath, persistence } = sqlite;
    return {
      type: 'sqlite',
      mountPath: mountPath ?? undefined,
      persistence: persistence.enabled ? sqlitePersistence(persistence) : undefined,
    };
  }
  const { host, port, user, database, ssl, caBundle } = postgresql;
  return {
    type,
    host: keyOr('postgresHost', host ?? ''),
    port: keyOr('postgresPort', port ?? undefined),
    user: keyOr('postgresUser', user ?? ''),
    password: secret.key('postgresPassword'),
    database: keyOr('postgresDatabase', database ?? ''),
    ssl: ssl === true ? 'require' : ssl || undefined,
    caBundle: caBundleOf(caBundle),
  };
}

function sqlitePersistence({
  existingClaim,
  size,
  storageClassName,
  accessMode,
}: EffectiveValues['backstage']['database']['sqlite']['persistence']): SqlitePersistence {
  if (existingClaim) {
    return { existingClaim };
  }
  return {
    size: size ?? undefined,
    storageClassName: storageClassName || undefined,
    accessMode: accessMode ?? undefined,
  };
}

function caBundleOf({
  configMap,
  secret,
  key,
}: EffectiveValues['backstage']['database']['postgresql']['caBundle']): CaBundle | undefined {
  if (configMap) {
    return { configMap: { name: configMap }, key: key ?? undefined };
  }
  return secret ? { secret: { name: secret }, key: key ?? undefined } : undefined;
}

function remoteCredentials(data: EffectiveValues['backstage']['externalSecret']['data']): RemoteCredentials {
  const entries = Object.entries(data).flatMap(([credential, remote]) =>
    remote
      ? [[credential, { key: remote.key, ...withoutNulls({ property: remote.property, version: remote.version }) }]]
      : [],
  );
  return Object.fromEntries(entries);
}

/** Peers as given; clients else as what is rendered lets them connect. */
function networkPeers({ values, addresses }: Resolved): NetworkPeers {
  const { networkPolicy, ingress, service } = values.backstage;
  const { clients, database, openchoreoApi, identityProvider, dns } = networkPolicy.peers;
  const orDerived = <T>(list: readonly T[] | null) => (isFilled(list) ? list : undefined);
  const fromRoute = () => {
    if (!ingress.enabled) {
      return [];
    }
    return addresses.ingressKind === 'Ingress' ? ANY_POD : gatewayPods(GATEWAY_NAME);
  };
  return {
    clients: orDerived(clients) ?? ((service.type ?? 'ClusterIP') === 'ClusterIP' ? fromRoute() : ANYWHERE),
    database: orDerived(database),
    openchoreoApi: orDerived(openchoreoApi),
    identityProvider: orDerived(identityProvider),
    dns: orDerived(dns),
  };
}

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];

/** Hosts of an HTTPRoute: those given, else everything at `host`. */
function routeHosts(hosts: Hosts, host: string): readonly HttpRouteHost[] {
  return isFilled(hosts)
    ? hosts.map((entry) => withPathTypes<HttpRoutePath['pathType']>(entry))
    : [{ host, paths: [{ path: '/', pathType: 'PathPrefix' }] }];
}

/** A host as HTTPRoute or Ingress have it. The other's path types get this far only where the rule `hosts` is allowed. */
function withPathTypes<PathType>({ host, paths }: NonNullable<Hosts>[number]) {
  return {
    host,
    paths: (paths ?? []).map(({ path, pathType }) => ({
      path,
      pathType: (pathType ?? undefined) as PathType | undefined,
    })),
  };
}

/** Certificates as given, else the global one for the console host where derived URLs are https (chart 0.9: ingress). */
function ingressTls({ global, backstage }: EffectiveValues, consoleHost: string): IngressProps['tls'] {
  const { tls } = backstage.ingress;
  if (isFilled(tls)) {
    return tls.map(({ hosts, secretName }) => ({ hosts: hosts ?? [], secretName: secretName ?? undefined }));
  }
  return global.tls.enabled ? [{ hosts: [consoleHost], secretName: global.tls.secretName ?? undefined }] : [];
}

function isFilled<T>(list: readonly T[] | null): list is readonly T[] {
  return list !== null && list.length > 0;
}

/** The map without the members that have no value. */
function withoutNulls<Key extends string>(
  map: Readonly<Record<Key, string | null | undefined>>,
): { readonly [Name in Key]?: string } {
  const filled = Object.entries<string | null | undefined>(map).filter(([, value]) => value);
  return Object.fromEntries(filled) as { [Name in Key]?: string };
}
