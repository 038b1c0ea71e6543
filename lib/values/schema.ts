import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type {
  Affinity,
  EnvVar,
  LocalObjectReference,
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import { DEFAULTS, SECRET_KEYS } from '../chart-0.11';
import {
  type Effective,
  flag,
  type Input,
  integer,
  integerOrText,
  item,
  kubernetes,
  list,
  map,
  oneOf,
  others,
  section,
  text,
} from './node';
import { OTHER_KEYS, OTHER_SECTIONS } from './other-components';

const { autoscaling, sqlite, postgresql } = DEFAULTS;

const path = item(
  {
    path: text('The path, beginning with a slash.'),
    pathType: oneOf(
      ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
      'How paths are compared: Exact, PathPrefix or RegularExpression in an HTTPRoute (PathPrefix where absent); Exact, Prefix or ImplementationSpecific in an Ingress (Prefix where absent).',
    ),
  },
  ['path'],
);

const hosts = (whose: string, otherwise: string) =>
  list(
    item(
      {
        host: text('DNS name; `*.` may stand for its first part.'),
        paths: list(path, 'Paths below the host.'),
      },
      ['host'],
    ),
    `Hosts and paths that lead to ${whose}. Empty: ${otherwise}.`,
    { default: [] },
  );

const tls = (effect: string) =>
  list(
    item({
      secretName: text('Secret with the certificate and its key.'),
      hosts: list(text('Host that the certificate is for.'), 'Hosts that the certificate is for.'),
    }),
    `Certificates. ${effect}`,
    { default: [] },
  );

const annotations = (of: string) => map(text('Value of the annotation.'), `Annotations of ${of}.`);

const global = section('Settings that all components of the control plane share.', {
  baseDomain: text(
    'Domain of the control plane: the console is at it, the API at `api.` and the identity provider at `thunder.` below it, where no hosts are given.',
    { default: DEFAULTS.baseDomain },
  ),
  port: text('Port in the derived URLs, with its colon: `:8443`. Empty: the default port of the protocol.', {
    default: '',
  }),
  tls: section('TLS of the derived URLs.', {
    enabled: flag('Whether derived URLs are https.', { default: false }),
    secretName: text('Secret with the certificate for the console host, for an Ingress without `tls` of its own.', {
      default: 'control-plane-tls',
    }),
  }),
  ingressClassName: text(
    'Class of the Ingress where `backstage.ingress` names none (a key of chart 0.9). Naming a class renders an Ingress.',
  ),
  imagePullSecrets: list(
    kubernetes<LocalObjectReference>('LocalObjectReference', 'Secret with a registry login.'),
    'Secrets with registry logins. The chart reads them nowhere; `corrected` gives them to the pods.',
    { default: [] },
  ),
  commonLabels: map(text('Value of the label.'), 'Labels of every object; not of pods, nor in selectors.'),
  ...others(OTHER_KEYS.global),
});

const security = section('Sign-in and access control.', {
  enabled: flag('Whether users sign in; off makes everyone a guest: OPENCHOREO_FEATURES_AUTH_ENABLED.', {
    default: true,
  }),
  oidc: section('Endpoints of the identity provider.', {
    issuer: text('Issuer of the tokens. Read by other components.', { default: '' }),
    wellKnownEndpoint: text('Discovery document: OPENCHOREO_AUTH_METADATA_URL. Empty: the variable is absent.', {
      default: '',
    }),
    jwksUrl: text('URL of the signing keys. Read by other components.', { default: '' }),
    authorizationUrl: text(
      'Where browsers sign in: OPENCHOREO_AUTH_AUTHORIZATION_URL. Empty: `/oauth2/authorize` of Thunder.',
      { default: '' },
    ),
    tokenUrl: text(
      'Where Backstage gets tokens: OPENCHOREO_AUTH_TOKEN_URL. Empty: `/oauth2/token` of Thunder inside the cluster.',
      { default: '' },
    ),
    ...others(OTHER_KEYS.oidc),
  }),
  authz: section('Access control.', {
    enabled: flag('Whether access control is on: OPENCHOREO_FEATURES_AUTHZ_ENABLED.', { default: false }),
    ...others(OTHER_KEYS.authz),
  }),
  ...others(OTHER_KEYS.security),
});

const database = section('Where Backstage keeps its catalog, user settings and plugin data.', {
  type: oneOf(['sqlite', 'postgresql'], 'SQLite, for one replica, or PostgreSQL: DATABASE_CLIENT.', {
    default: 'sqlite',
    needed: true,
  }),
  sqlite: section(
    'SQLite, in files of the pod.',
    {
      mountPath: text('Absolute path of the folder for the files: SQLITE_STORAGE_DIR and the volume mount.', {
        default: sqlite.mountPath,
      }),
      persistence: section('The PersistentVolumeClaim for the files.', {
        enabled: flag('Whether the files outlive the pod, on a claim. Off: an emptyDir.', { default: false }),
        size: text('Requested size of the claim, as a quantity.', { default: sqlite.size }),
        existingClaim: text(
          'Name of a claim that exists already; none is rendered, and the other settings are not read.',
        ),
        storageClassName: text("StorageClass of the claim. Empty: the cluster's default.", { default: '' }),
        accessMode: oneOf(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'], 'How nodes may mount the volume.', {
          default: sqlite.accessMode,
        }),
      }),
    },
    { nullable: true },
  ),
  postgresql: section(
    'A PostgreSQL server, inside the cluster or outside.',
    {
      host: text('Host name of the server: POSTGRES_HOST.', { default: '' }),
      port: integer('Port of the server: POSTGRES_PORT.', { default: postgresql.port }),
      user: text('User to connect as, with the right to create databases: POSTGRES_USER.', {
        default: postgresql.user,
      }),
      password: text("The user's password: key `postgres-password` of the Secret, POSTGRES_PASSWORD.", {
        default: '',
        secret: true,
      }),
      database: text('Database to connect to first: POSTGRES_DB.', { default: postgresql.database }),
      ssl: oneOf(
        [true, false, 'disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'],
        'TLS to the server, as node-postgres reads PGSSLMODE; true is `require`. Empty or false: the variable is absent.',
      ),
      caBundle: section('Certificates to check the server by, mounted read-only: NODE_EXTRA_CA_CERTS.', {
        configMap: text('ConfigMap that holds them.'),
        secret: text('Secret that holds them, instead of a ConfigMap.'),
        key: text('Its key.', { default: 'ca.crt' }),
      }),
    },
    { nullable: true },
  ),
});

const peers = (who: string, otherwise: string) =>
  list(
    kubernetes<NetworkPolicyPeer>('NetworkPolicyPeer', 'A peer.'),
    `${who}, in \`corrected\` fidelity. Empty: ${otherwise}.`,
  );

const remote = (what: string) => ({
  ...item(
    {
      key: text('Name of the entry in the store.'),
      property: text('Member of the entry, where it has several.'),
      version: text('Version of the entry. Empty: the newest.'),
    },
    ['key'],
  ),
  type: ['object', 'null'] as const,
  description: `Where the store has ${what}.`,
});

const backstage = section('The portal.', {
  enabled: flag("Whether Backstage is rendered. The OpenChoreo API's route does not depend on it.", { default: true }),
  replicas: integer('Number of pods.', { default: DEFAULTS.replicas, minimum: 1 }),
  image: section('The image to run.', {
    repository: text('Registry and repository.', { default: DEFAULTS.image.repository }),
    tag: text("Tag. Empty: the chart's app version, v0.11.0.", { default: '' }),
    pullPolicy: oneOf(['Always', 'IfNotPresent', 'Never'], 'When nodes pull the image.', {
      default: DEFAULTS.image.pullPolicy,
    }),
  }),
  service: section('The Service in front of the pods.', {
    type: oneOf(['ClusterIP', 'NodePort', 'LoadBalancer'], 'How the Service is reachable.', {
      default: DEFAULTS.service.type,
    }),
    port: integer("Port of the Service; the container's stays 7007.", { default: DEFAULTS.service.port }),
    nodePort: integer('Port on every node, with type NodePort. Empty: Kubernetes chooses.'),
  }),
  resources: kubernetes<ResourceRequirements>('ResourceRequirements', "The container's requests and limits.", {
    default: DEFAULTS.resources,
  }),
  serviceAccount: section('The ServiceAccount that the pods run as.', {
    name: text('Name of the ServiceAccount. Empty: openchoreo-backstage.', { default: DEFAULTS.serviceAccountName }),
    annotations: annotations('the ServiceAccount'),
  }),
  priorityClass: section('The priority of the pods.', {
    create: flag('Whether a PriorityClass is rendered and used.', { default: false }),
    name: text('Name of the PriorityClass.', { default: DEFAULTS.priorityClass.name }),
    value: integer('Priority; higher preempts lower.', { default: DEFAULTS.priorityClass.value }),
  }),
  backendSecret: text(
    'Signs sessions and service tokens: key `backend-secret` of the Secret, BACKEND_SECRET. Keep it stable. The chart invents one at each render where it is empty.',
    { default: '', secret: true },
  ),
  secretName: text(
    'Secret that exists already and has all credentials. None is rendered, and none may be given in clear.',
  ),
  secretKeys: section('Keys of the Secret `secretName`.', {
    backendSecret: text('Key of the backend secret.', { default: SECRET_KEYS.backendSecret }),
    clientSecret: text("Key of the OAuth client's secret.", { default: SECRET_KEYS.clientSecret }),
    postgresPassword: text("Key of the PostgreSQL user's password.", { default: SECRET_KEYS.postgresPassword }),
    postgresHost: text('Key of the PostgreSQL host. Empty: `postgresql.host` holds it.'),
    postgresPort: text('Key of the PostgreSQL port. Empty: `postgresql.port` holds it.'),
    postgresUser: text('Key of the PostgreSQL user. Empty: `postgresql.user` holds it.'),
    postgresDatabase: text('Key of the PostgreSQL database. Empty: `postgresql.database` holds it.'),
    thunderToken: text("Key of Thunder's API token. Empty: there is none."),
  }),
  externalSecret: section(
    'An ExternalSecret, from which the External Secrets Operator makes the Secret. No credential may be given in clear.',
    {
      secretStoreRef: section('The store that has the credentials.', {
        name: text('Name of the store. Naming one renders the ExternalSecret.'),
        kind: oneOf(['SecretStore', 'ClusterSecretStore'], "Whether the store is the namespace's or the cluster's.", {
          default: 'SecretStore',
        }),
      }),
      refreshInterval: text('Time between looks at the store.', { default: '1h' }),
      target: section('The Secret that is made.', {
        name: text('Its name. Empty: `<fullname>-backstage-secrets`.'),
      }),
      data: section('Where the store has each credential.', {
        backendSecret: remote('the backend secret'),
        clientSecret: remote("the OAuth client's secret"),
        postgresPassword: remote("the PostgreSQL user's password"),
        postgresHost: remote('the PostgreSQL host; empty: `postgresql.host` holds it'),
        postgresPort: remote('the PostgreSQL port; empty: `postgresql.port` holds it'),
        postgresUser: remote('the PostgreSQL user; empty: `postgresql.user` holds it'),
        postgresDatabase: remote('the PostgreSQL database; empty: `postgresql.database` holds it'),
        thunderToken: remote("Thunder's API token; empty: there is none"),
      }),
    },
  ),
  openchoreoApi: section('How Backstage reaches the OpenChoreo API.', {
    url: text(
      'URL of the API: OPENCHOREO_API_URL. Empty: `http://<fullname>-api.<namespace>.svc.cluster.local:8080/api/v1`.',
      { default: '' },
    ),
  }),
  features: section('What the portal shows.', {
    workflows: section('Workflows; they need a build plane.', {
      enabled: flag('Whether they are shown: OPENCHOREO_FEATURES_WORKFLOWS_ENABLED.', { default: true }),
    }),
    observability: section('Logs, metrics and traces; they need an observability plane.', {
      enabled: flag('Whether they are shown: OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED.', { default: true }),
    }),
  }),
  env: list(
    kubernetes<EnvVar>('EnvVar', 'A variable.', { secret: true }),
    'Variables ahead of those rendered from other values. A list replaces the default one.',
    { default: DEFAULTS.env, secret: true },
  ),
  baseUrl: text(
    'URL that browsers reach the portal at: BACKSTAGE_BASE_URL. Empty: `app.baseUrl` of `appConfig`, else protocol, console host and `global.port`.',
    { default: '' },
  ),
  appConfig: section("Backstage's own configuration, as documented for the portal's URL.", {
    app: section('The frontend.', { baseUrl: text("The portal's URL: the same as `backstage.baseUrl`.") }),
    backend: section('The backend.', { baseUrl: text("The portal's URL: the same as `backstage.baseUrl`.") }),
  }),
  thunder: section('The bundled Thunder identity provider, as Backstage sees it.', {
    baseUrl: text('URL of Thunder: THUNDER_BASE_URL. Empty: protocol, Thunder host and `global.port`.', {
      default: '',
    }),
    token: text('API token, in clear in the pod: THUNDER_TOKEN. Empty: the variable is absent.', {
      default: '',
      secret: true,
    }),
  }),
  auth: section('The OAuth client that Backstage is.', {
    clientId: text('Id of the client: OPENCHOREO_AUTH_CLIENT_ID.', { default: DEFAULTS.auth.clientId }),
    clientSecret: text(
      'Secret of the client: key `client-secret` of the Secret, OPENCHOREO_AUTH_CLIENT_SECRET. The default belongs to the documented test client.',
      { default: DEFAULTS.auth.clientSecret, secret: true, needed: true },
    ),
    redirectUrls: list(
      text('URL that the identity provider may send users back to.'),
      'Redirect URLs of the client. The chart hands them to Thunder in a Helm hook; plain YAML has none.',
      { default: [] },
    ),
  }),
  autoscaling: section('The HorizontalPodAutoscaler.', {
    enabled: flag('Whether it is rendered.', { default: false }),
    minReplicas: integer('Least number of pods.', { default: autoscaling.minReplicas }),
    maxReplicas: integer('Greatest number of pods.', { default: autoscaling.maxReplicas }),
    targetCPUUtilizationPercentage: integer('CPU use to aim for, in percent of the request. Null: no such metric.', {
      default: autoscaling.targetCPUUtilizationPercentage,
    }),
    targetMemoryUtilizationPercentage: integer(
      'Memory use to aim for, in percent of the request. Null: no such metric.',
      { default: autoscaling.targetMemoryUtilizationPercentage },
    ),
    behavior: kubernetes<HorizontalPodAutoscalerBehavior>(
      'HorizontalPodAutoscalerBehavior',
      'How fast to scale. Maps merge with the default, lists replace.',
      { default: autoscaling.behavior },
    ),
  }),
  podDisruptionBudget: section('The PodDisruptionBudget.', {
    enabled: flag('Whether it is rendered.', { default: false }),
    minAvailable: integerOrText('Pods that must stay up, as a number or percentage. Null: no such bound.', {
      default: DEFAULTS.podDisruptionBudget.minAvailable,
    }),
    maxUnavailable: integerOrText('Pods that may be down, as a number or percentage, instead of `minAvailable`.'),
  }),
  networkPolicy: section('The NetworkPolicy.', {
    enabled: flag('Whether it is rendered.', { default: false }),
    ingress: list(
      kubernetes<NetworkPolicyIngressRule>('NetworkPolicyIngressRule', 'A rule.'),
      "Rules for incoming traffic besides the chart's.",
      { default: [] },
    ),
    egress: list(
      kubernetes<NetworkPolicyEgressRule>('NetworkPolicyEgressRule', 'A rule.'),
      "Rules for outgoing traffic besides the chart's, PostgreSQL's among them.",
      { default: [] },
    ),
    peers: section('The far sides of the traffic, where what follows from other values is too wide or does not fit.', {
      clients: peers(
        "Who connects to the portal: the Gateway's or the Ingress controller's pods",
        'the pods of `gateway-default`; any pod, for an Ingress; anyone, for a Service of type NodePort or LoadBalancer',
      ),
      database: peers('The PostgreSQL server', 'by its host, at its port only'),
      openchoreoApi: peers('The OpenChoreo API', 'its pods, or by the host of its URL'),
      identityProvider: peers('The identity provider', 'by the hosts of its URLs'),
      dns: peers('The DNS server', 'pods labelled `k8s-app: kube-dns` in `kube-system`'),
    }),
  }),
  metrics: section(
    'Metrics. No template of the chart reads them.',
    {
      enabled: flag('Whether metrics are wanted.', { default: true }),
      serviceMonitor: section(
        'A ServiceMonitor for the Prometheus operator.',
        {
          enabled: flag('Whether one is wanted.', { default: false }),
          namespace: text('Its namespace.', { default: 'monitoring' }),
          interval: text('Time between scrapes.', { default: '30s' }),
          scrapeTimeout: text('Time that a scrape may take.', { default: '10s' }),
          labels: {
            ...map(text('Value of the label.'), 'Its labels.'),
            default: { prometheus: 'kube-prometheus' },
          },
          relabelings: list({ type: 'object' }, 'Relabelings of the scraped targets.', { default: [] }),
        },
        { nullable: true },
      ),
    },
    { nullable: true },
  ),
  ingress: section('The way into Backstage.', {
    enabled: flag('Whether a route or Ingress is rendered.', { default: true }),
    kind: oneOf(
      ['HTTPRoute', 'Ingress'],
      'What is rendered. Empty: an Ingress where a class is named, else an HTTPRoute.',
    ),
    className: text('Class of the Ingress, as documented; the same as `ingressClassName`.'),
    ingressClassName: text('Class of the Ingress. Naming one renders an Ingress instead of an HTTPRoute.', {
      default: '',
    }),
    annotations: annotations('the route or Ingress'),
    hosts: hosts('Backstage', 'everything at `global.baseDomain`'),
    tls: tls("An Ingress's; behind an HTTPRoute the Gateway terminates TLS."),
  }),
  topologySpreadConstraints: list(
    kubernetes<TopologySpreadConstraint>('TopologySpreadConstraint', 'A constraint.'),
    'How pods spread over zones and nodes. Empty: no constraints.',
    { default: DEFAULTS.topologySpreadConstraints },
  ),
  nodeSelector: map(text('Value of the label.'), 'Labels that nodes must have.'),
  tolerations: list(kubernetes<Toleration>('Toleration', 'A toleration.'), 'Taints that pods tolerate.', {
    default: [],
  }),
  affinity: kubernetes<Affinity>('Affinity', 'Nodes and neighbours that pods prefer or need.', { default: {} }),
  podSecurityContext: kubernetes<PodSecurityContext>('PodSecurityContext', "The pods' security context.", {
    default: DEFAULTS.podSecurityContext,
  }),
  containerSecurityContext: kubernetes<SecurityContext>('SecurityContext', "The container's security context.", {
    default: DEFAULTS.containerSecurityContext,
  }),
  database,
});

const openchoreoApi = section('The OpenChoreo API, as far as its route and its name go.', {
  name: text("Name of the API's Service, and of its route.", { default: DEFAULTS.openchoreoApiName }),
  enabled: flag('Whether the API is installed; without it there is no route.', { default: true }),
  ingress: section("The API's route.", {
    enabled: flag('Whether an HTTPRoute is rendered.', { default: true }),
    ingressClassName: text('Class of an Ingress. The chart renders none for the API.', { default: '' }),
    annotations: annotations('the route'),
    hosts: hosts('the API', 'everything at `api.` below `global.baseDomain`'),
    tls: tls('The Gateway terminates TLS; the chart does not read them.'),
  }),
  ...others(OTHER_KEYS.openchoreoApi),
});

const thunder = section(
  'The bundled Thunder identity provider: a subchart, whose other keys pass.',
  {
    enabled: flag("Whether Thunder is installed: Backstage's THUNDER_* variables.", { default: true }),
    fullnameOverride: text('First part of the name of its Service, `<this>-service`.', { default: 'thunder' }),
    service: section("Thunder's Service.", { port: integer('Its port.', { default: 8090 }) }, { open: true }),
    configuration: section(
      "Thunder's configuration.",
      {
        server: section(
          "Thunder's server.",
          {
            publicUrl: text(
              'URL that browsers reach Thunder at; its host is the Thunder host. Empty: `thunder.` below `global.baseDomain`.',
              {
                default: '',
              },
            ),
          },
          { open: true },
        ),
      },
      { open: true },
    ),
  },
  { open: true },
);

/** The documented values: the one place that holds their names, types, defaults and meaning. */
export const schema = section(
  "Values of OpenChoreo's control-plane chart 0.11.0 that reach Backstage or the API's route.",
  {
    global,
    fullnameOverride: text(
      "First part of the objects' names, at most 63 characters. Empty: the release's name, with the chart's name where that is not in it.",
      { default: DEFAULTS.fullnameOverride },
    ),
    nameOverride: text("Takes the chart's name's place in labels and derived names."),
    security,
    backstage,
    openchoreoApi,
    thunder,
    gateway: section('The Gateway of the control plane.', {
      enabled: flag('Whether there is one to attach HTTPRoutes to.', { default: true }),
      ...others(OTHER_KEYS.gateway),
    }),
    ...others(OTHER_SECTIONS),
  },
);

/** The documented values as one writes them: every key optional, `null` to take a default away. */
export type Values = Input<typeof schema>;

/** The values with all defaults in: every key there, `null` where there is no value. */
export type EffectiveValues = Effective<typeof schema>;
