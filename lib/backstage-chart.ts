import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { BackstageAutoscaling } from './autoscaling';
import type { Thunder } from './backstage-env';
import { BackstageDatabase, type BackstageDatabaseProps } from './database';
import { BackstageDeployment } from './deployment';
import type { HttpRouteHost } from './http-route';
import { BackstageIngress, type BackstageIngressProps, type IngressHost } from './ingress';
import { BackstageNetworkPolicy } from './network-policy';
import { OpenchoreoApiRoute } from './openchoreo-api-route';
import { BackstagePodDisruptionBudget, type MinAvailable } from './pod-disruption-budget';
import { BackstagePriorityClass } from './priority-class';
import type { Release } from './release';
import { BackstageSecret } from './secret';
import { BackstageService } from './service';
import { BackstageServiceAccount } from './service-account';
import { type Addresses, rendersApiRoute } from './values/addresses';
import type { Finding } from './values/finding';
import { type Resolved, type ResolveOptions, resolveValues } from './values/resolve';
import type { EffectiveValues, Values } from './values/schema';

/** Which of the two to render: what the chart renders, or that with its defects mended. */
export type Fidelity = 'exact';

/** Settings of {@link BackstageChart}. */
export interface BackstageChartProps extends ResolveOptions {
  /** The documented values, or several whose later ones win, as with several `-f` of Helm. */
  readonly values: Values | readonly Values[];

  /**
   * `exact` renders what the chart does, its defects included.
   *
   * @default 'exact'
   */
  readonly fidelity?: Fidelity;
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
    super(scope, id, { disableResourceNameHashes: true });
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

  private addDeployment({ values, release, addresses }: Resolved): BackstageDeployment {
    const { backstage, security, thunder } = values;
    const { priorityClass, serviceAccount, image, auth, features } = backstage;
    const secret = new BackstageSecret(this, 'Secret', {
      release,
      backendSecret: backstage.backendSecret ?? '',
      clientSecret: auth.clientSecret ?? '',
      ...(backstage.database.type === 'postgresql' && {
        postgresPassword: backstage.database.postgresql.password ?? '',
      }),
    });
    return new BackstageDeployment(this, 'Deployment', {
      release,
      secret,
      database: new BackstageDatabase(this, 'Database', { release, ...databaseProps(backstage.database, secret) }),
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
      thunder: thunder.enabled ? thunderProps(backstage, addresses) : undefined,
      oidc: {
        wellKnownEndpoint: security.oidc.wellKnownEndpoint ?? '',
        authorizationUrl: addresses.authorizationUrl,
        tokenUrl: addresses.tokenUrl,
      },
      clientId: auth.clientId ?? '',
      features: {
        workflows: features.workflows.enabled ?? false,
        observability: features.observability.enabled ?? false,
        auth: security.enabled ?? false,
        authz: security.authz.enabled ?? false,
      },
      replicas: backstage.replicas,
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
      topologySpreadConstraints: backstage.topologySpreadConstraints ?? [],
      podSecurityContext: backstage.podSecurityContext ?? {},
      containerSecurityContext: backstage.containerSecurityContext ?? {},
    });
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
    if (!ingress.enabled) {
      return;
    }
    if (addresses.ingressKind === 'Ingress') {
      new BackstageIngress(this, 'Ingress', ingressProps(values, addresses, service));
    } else if (values.gateway.enabled) {
      new BackstageIngress(this, 'Ingress', {
        kind: 'HTTPRoute',
        service,
        annotations: ingress.annotations ?? {},
        hosts: routeHosts(ingress.hosts, addresses.consoleHost),
      });
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

  private addPodDisruptionBudget({ values, release }: Resolved, deployment: BackstageDeployment): void {
    const { enabled, minAvailable, maxUnavailable } = values.backstage.podDisruptionBudget;
    if (enabled) {
      new BackstagePodDisruptionBudget(this, 'PodDisruptionBudget', {
        deployment,
        selector: chartSelector(release),
        // The chart takes 0 for unset. Both bounds get this far only where their rule is allowed; the chart renders both.
        ...({ minAvailable: minAvailable || null, maxUnavailable: maxUnavailable || undefined } as MinAvailable),
      });
    }
  }

  private addNetworkPolicy({ values, release }: Resolved, deployment: BackstageDeployment): void {
    const { enabled, ingress, egress } = values.backstage.networkPolicy;
    if (enabled) {
      new BackstageNetworkPolicy(this, 'NetworkPolicy', {
        deployment,
        podSelector: chartSelector(release),
        ingress: ingress ?? [],
        egress: egress ?? [],
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

function databaseProps(
  { type, sqlite, postgresql }: EffectiveValues['backstage']['database'],
  secret: BackstageSecret,
): BackstageDatabaseProps {
  if (type === 'postgresql') {
    return {
      type,
      host: postgresql.host ?? '',
      port: postgresql.port ?? undefined,
      user: postgresql.user ?? '',
      password: secret.postgresPassword,
      database: postgresql.database ?? '',
    };
  }
  const { enabled, size, storageClassName, accessMode } = sqlite.persistence;
  return {
    type: 'sqlite',
    mountPath: sqlite.mountPath ?? undefined,
    ...(enabled && {
      persistence: {
        size: size ?? undefined,
        storageClassName: storageClassName || undefined,
        accessMode: accessMode ?? undefined,
      },
    }),
  };
}

function thunderProps({ thunder }: EffectiveValues['backstage'], { thunderUrl }: Addresses): Thunder {
  return { baseUrl: thunderUrl, token: thunder.token ?? undefined };
}

/** Hosts of an HTTPRoute: those given, else everything at `host`. */
function routeHosts(hosts: EffectiveValues['backstage']['ingress']['hosts'], host: string): readonly HttpRouteHost[] {
  if (!hosts || hosts.length === 0) {
    return [{ host, paths: [{ path: '/', pathType: 'PathPrefix' }] }];
  }
  return hosts.map((entry) => ({
    host: entry.host,
    // The words of an Ingress get this far only where the rule `hosts` is allowed; the chart renders them as they are.
    paths: (entry.paths ?? []).map(
      ({ path, pathType }) => ({ path, pathType: pathType ?? undefined }) as HttpRouteHost['paths'][number],
    ),
  }));
}

/** An Ingress: TLS as given, else the global certificate for the console host where derived URLs are https. */
function ingressProps(
  { global, backstage }: EffectiveValues,
  { ingressClassName, consoleHost }: Addresses,
  service: BackstageService,
): BackstageIngressProps {
  const { hosts, tls, annotations } = backstage.ingress;
  const globalTls = global.tls.enabled
    ? [{ hosts: [consoleHost], secretName: global.tls.secretName ?? undefined }]
    : [];
  return {
    kind: 'Ingress',
    service,
    ingressClassName: ingressClassName || undefined,
    annotations: annotations ?? {},
    tls:
      tls && tls.length > 0
        ? tls.map((entry) => ({ hosts: entry.hosts ?? [], secretName: entry.secretName ?? undefined }))
        : globalTls,
    hosts: (hosts && hosts.length > 0 ? hosts : [{ host: consoleHost, paths: [{ path: '/' }] }]).map((entry) => ({
      host: entry.host,
      paths: (entry.paths ?? []).map(
        ({ path, pathType }) => ({ path, pathType: pathType ?? undefined }) as IngressHost['paths'][number],
      ),
    })),
  };
}
