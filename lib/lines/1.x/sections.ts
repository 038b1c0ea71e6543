import type { LocalObjectReference } from 'kubernetes-types/core/v1';
import { ASSISTANT } from '../../backstage/endpoints';
import { OPTION_DEFAULTS } from '../../backstage/option-defaults';
import { CA_BUNDLE } from '../../backstage/volumes';
import { enumeration, flag, integer, item, kubernetes, list, map, type Node, section, text } from '../../values/node';
import type { AppConfig } from '../../values/sections/app-config';
import { databaseSecret } from '../../values/sections/database-secret';
import { CREATE_PRIORITY_CLASS, createServiceAccount } from '../../values/sections/existing-objects';
import { annotations, httpsRedirect, routeOptions, tls } from '../../values/sections/routes';
import { PORTAL_DEFAULTS } from './portal-defaults';
import { DEFAULTS, PORTAL_NAME, SECRET_KEYS } from './profile';

// Sections of the values that several of the lines 1.0, 1.1 and 1.2 share.

const { sqlite } = DEFAULTS;

/** Placeholder hosts of the chart. The chart refuses most of them, so users must set their own. */
export const PLACEHOLDERS = {
  baseUrl: 'http://openchoreo.invalid',
  hostname: 'openchoreo.invalid',
  apiHostname: 'api.openchoreo.invalid',
  gatewayHostname: '*.openchoreo.invalid',
  issuer: 'http://thunder.openchoreo.invalid',
  authorizationUrl: 'http://thunder.openchoreo.invalid/oauth2/authorize',
  tokenUrl: 'http://thunder.openchoreo.invalid/oauth2/token',
} as const;

/** Values: `global.commonLabels`. */
export const commonLabels = map(
  text('Value of the label.'),
  'Additional labels of all objects. Pods and selectors do not have them.',
);

/** Values: `global.imageRegistry`. */
export const imageRegistry = text("Registry that replaces the one in the image's repository.", { default: '' });

/** Values: `global.imagePullSecrets`. */
export const globalPullSecrets = list(
  kubernetes<LocalObjectReference>('LocalObjectReference', 'Secret with a registry login.'),
  'Secrets with registry logins, for the pods of all components.',
  { default: [] },
);

/** Values at the top level that name a release's objects. */
export const names = {
  fullnameOverride: text(
    'Name that the selectors of the PodDisruptionBudget and, before chart 1.2, of the NetworkPolicy look for. It names no object.',
    { default: DEFAULTS.fullnameOverride },
  ),
  nameOverride: text("Name that replaces the chart's in labels."),
};

/** Values of `security.oidc` that reach Backstage, and the issuer, which the chart requires. */
export const oidc = {
  issuer: text('Issuer of the tokens. Only other components read it, but the chart requires it.', {
    default: PLACEHOLDERS.issuer,
  }),
  wellKnownEndpoint: text(
    'URL of the OpenID Connect discovery document. Sets OPENCHOREO_AUTH_METADATA_URL. If empty, the variable is omitted.',
    { default: '' },
  ),
  authorizationUrl: text('URL at which browsers sign in. Sets OPENCHOREO_AUTH_AUTHORIZATION_URL.', {
    default: PLACEHOLDERS.authorizationUrl,
  }),
  tokenUrl: text('URL at which Backstage exchanges codes for tokens. Sets OPENCHOREO_AUTH_TOKEN_URL.', {
    default: PLACEHOLDERS.tokenUrl,
  }),
};

/** Values of `security.authz`. */
export const authz = {
  enabled: flag('Whether the portal enforces access control. Sets OPENCHOREO_FEATURES_AUTHZ_ENABLED.', {
    default: DEFAULTS.features.authz,
  }),
};

/** Values: `security.enabled`. */
export const securityEnabled = flag('Whether users must sign in. Sets OPENCHOREO_FEATURES_AUTH_ENABLED.', {
  default: true,
  required: true,
});

/** Values: `features`. */
export const topFeatures = section('Features of several components.', {
  secretManagement: section('Management of secrets.', {
    enabled: flag('Whether the portal manages secrets. Sets OPENCHOREO_FEATURES_SECRET_MANAGEMENT_ENABLED.', {
      default: false,
    }),
  }),
});

/** Values of `gateway`. */
export const gateway = {
  enabled: flag('Whether the Gateway exists. If false, no HTTPRoute and no TrafficPolicy is rendered.', {
    default: true,
  }),
  tls: section(
    'TLS of the Gateway.',
    {
      enabled: flag('Whether the Gateway has an https listener.', { default: true }),
      hostname: text('Host names of the https listener. The chart requires it.', {
        default: PLACEHOLDERS.gatewayHostname,
      }),
    },
    { open: true },
  ),
};

/** Values: `gateway.gatewayClassName`. */
export const gatewayClassName = text(
  'Class of the Gateway. TrafficPolicies are rendered only for the class `kgateway`.',
  { default: 'kgateway' },
);

const hostnames = (of: string, route: string, placeholder: string) =>
  list(text('DNS name of the host. Its first part can be `*`.'), `Hosts of ${of}. If empty, no ${route} is rendered.`, {
    default: [placeholder],
  });

/** Values of `openchoreoApi` that reach the route of the OpenChoreo API or the portal. */
export const openchoreoApi = {
  name: text("Name of the API's Service and HTTPRoute.", { default: DEFAULTS.openchoreoApi.name }),
  enabled: flag('Whether the API is installed. If false, its HTTPRoute is not rendered.', { default: true }),
  http: section('HTTPRoute to the OpenChoreo API.', {
    enabled: flag('Whether to render the HTTPRoute.', { default: true }),
    annotations: annotations('the HTTPRoute'),
    hostnames: hostnames('the API', 'HTTPRoute', PLACEHOLDERS.apiHostname),
    ...routeOptions,
  }),
  service: section(
    "The API's Service.",
    { port: integer('Port of the Service.', { default: DEFAULTS.openchoreoApi.port }) },
    { open: true },
  ),
};

/** Values: `eventForwarder.enabled`. */
export const eventForwarderEnabled = flag(
  'Whether the event forwarder sends events to the portal. Sets OPENCHOREO_EVENTS_ENABLED.',
  { default: true },
);

/** Values: `clusterGateway`. */
export const clusterGateway = section(
  'The cluster gateway, to which agents connect. This package only checks its number of replicas.',
  { replicas: integer('Number of pods. Chart 1.2 accepts only 1.', { default: 1 }) },
  { open: true },
);

/** Values of `portalAssistant` that reach the portal, and keys that the chart requires. */
export const portalAssistant = {
  enabled: flag('Whether the assistant is installed. If true, the chart requires `llm`.', { default: false }),
  llm: section(
    'Language model of the assistant. Only the assistant reads it.',
    {
      secretName: text("Name of the Secret with the provider's API key.", { default: '' }),
      modelName: text('Name of the model.', { default: '' }),
    },
    { open: true },
  ),
  name: text('Name of the assistant and of its Service.', { default: ASSISTANT.name }),
  service: section(
    "The assistant's Service.",
    { port: integer('Port of the Service.', { default: ASSISTANT.port }) },
    { open: true },
  ),
};

/** Values: `backstage.http`. */
export const http = section('HTTPRoute or Ingress to Backstage.', {
  enabled: flag('Whether to render an HTTPRoute or Ingress to Backstage.', { default: true }),
  annotations: annotations('the HTTPRoute or Ingress'),
  hostnames: hostnames('the portal', 'HTTPRoute and no Ingress', PLACEHOLDERS.hostname),
  className: text('Class of the Ingress. If you set it, an Ingress is rendered instead of an HTTPRoute.'),
  pathType: enumeration(
    ['Exact', 'Prefix', 'ImplementationSpecific'],
    'Type of the path `/` of an Ingress. If empty, it is Prefix.',
  ),
  tls: tls('Certificates of an Ingress. For an HTTPRoute, the Gateway terminates TLS.'),
  defaultBackend: flag('Whether an Ingress also routes requests to Backstage that match none of its hosts.', {
    default: false,
  }),
  ...routeOptions,
  httpsRedirect,
});

/** Values: `backstage.tls`. */
export const portalTls = section('TLS in front of the portal.', {
  enabled: flag('Whether browsers upgrade requests to https. If false, a configuration file prevents it.', {
    default: false,
  }),
});

/** Values: `backstage.name`. */
export const portalName = text("Name of the portal's objects, such as Deployment, Service and HTTPRoute.", {
  default: PORTAL_NAME,
});

/** Values: `backstage.baseUrl`. */
export const baseUrl = text('URL at which browsers reach the portal. Sets BACKSTAGE_BASE_URL.', {
  default: PLACEHOLDERS.baseUrl,
});

/** Values: `backstage.openchoreoApi`. */
export const portalApi = section('Connection to the OpenChoreo API.', {
  url: text(
    'URL of the OpenChoreo API. Sets OPENCHOREO_API_URL. If empty, it is that of the Service `openchoreoApi.name` in the namespace of the release.',
    { default: '' },
  ),
});

/** Values: `backstage.appConfig`. The chart accepts any tree. */
export const appConfig: Node<AppConfig> = {
  type: ['object', 'null'],
  description:
    "Custom configuration of Backstage, which overrides the image's. It is rendered as a ConfigMap with the file `app-config.extra.yaml`. Secrets must be references such as `${NAME}`.",
  required: [],
  writeOnly: true,
};

/** Values: `backstage.catalogSync`. */
export const catalogSync = section('Synchronization of the catalog with the OpenChoreo API.', {
  frequency: integer('Seconds between two full synchronizations. Sets OPENCHOREO_CATALOG_SYNC_FREQUENCY.', {
    default: PORTAL_DEFAULTS.catalogSync,
    minimum: 1,
  }),
});

const feature = (description: string, variable: string, byDefault: boolean) =>
  flag(`Whether the portal ${description}. Sets OPENCHOREO_FEATURES_${variable}_ENABLED.`, { default: byDefault });

/** Values of `backstage.features` that every line has. */
export const features = {
  workflows: section('Workflows, which require a build plane.', {
    enabled: feature('shows workflows', 'WORKFLOWS', true),
  }),
  observability: section('Logs, metrics and traces, which require an observability plane.', {
    enabled: feature('shows logs, metrics and traces', 'OBSERVABILITY', true),
  }),
  auth: section('Sign-in of the portal.', {
    redirectFlow: section('Sign-in in the same window.', {
      enabled: feature('redirects the whole page at sign-in, instead of a popup', 'AUTH_REDIRECT_FLOW', true),
    }),
  }),
};

/** Values: `backstage.features.assistant`. */
export const assistant = section('The portal assistant.', {
  enabled: feature('shows the assistant', 'ASSISTANT', false),
  portalAssistantUrl: text(
    'URL of the assistant. Sets OPENCHOREO_PORTAL_ASSISTANT_URL. If empty, it is that of the Service `portalAssistant.name`.',
    { default: '' },
  ),
});

/** Values: `backstage.observability`. */
export const observability = section('Settings of the observability views.', {
  wirelogs: section('Streams of wire logs.', {
    streamTimeoutSeconds: integer(
      'Maximum duration of a stream in seconds. Sets OPENCHOREO_OBSERVABILITY_WIRELOGS_STREAM_TIMEOUT_SECONDS.',
      { default: PORTAL_DEFAULTS.wirelogsStream, minimum: 1 },
    ),
  }),
});

/** Values: `backstage.externalCI.jenkins`. */
export const jenkins = section('Connection to a Jenkins server.', {
  enabled: flag('Whether the portal uses Jenkins. The chart ignores it: its portal always has a Jenkins.', {
    default: false,
  }),
  baseUrl: text('URL of the server. Sets JENKINS_BASE_URL.', { default: 'https://jenkins.example.com' }),
  username: text('User that Backstage signs in as. Sets JENKINS_USERNAME.', { default: 'jenkins-user' }),
});

/** Values: `backstage.externalCI.githubActions`. */
export const githubActions = section('Connection to GitHub Actions.', {
  enabled: flag('Whether the portal uses GitHub Actions.', { default: false }),
  host: text('Host of GitHub. Sets GITHUB_HOST.', { default: 'github.com' }),
  apiBaseUrl: text('URL of the API, for GitHub Enterprise. Sets GITHUB_API_BASE_URL.', { default: '' }),
  oauth: section('OAuth app with which users sign in to GitHub.', {
    clientId: text('ID of the OAuth app. Sets AUTH_GITHUB_CLIENT_ID. If empty, users do not sign in to GitHub.', {
      default: '',
    }),
  }),
});

/** Values of `backstage.auth` that every line has. */
export const auth = {
  clientId: text('ID of the OAuth client. Sets OPENCHOREO_AUTH_CLIENT_ID.', { default: DEFAULTS.clientId }),
  oidcScope: text('OpenID Connect scopes, separated by spaces. Sets OPENCHOREO_AUTH_OIDC_SCOPE.', {
    default: PORTAL_DEFAULTS.oidcScope,
  }),
  scope: text('Additional scopes of the access token. Sets OPENCHOREO_AUTH_SCOPE. If empty, the variable is omitted.', {
    default: '',
  }),
  redirectUrls: list(
    text('URL that the identity provider may redirect users to.'),
    "Redirect URLs that you registered with the identity provider, in addition to the portal's own. The chart ignores them.",
    { default: [] },
  ),
};

/** Values of `backstage.auth` for the client of background tasks. */
export const serviceClient = {
  serviceClientId: text(
    'ID of the OAuth client for background tasks. Sets OPENCHOREO_SERVICE_CLIENT_ID. If empty, it is `clientId`.',
    { default: '' },
  ),
  serviceClientSecretKey: text("Key of that client's secret in the Secret. Sets OPENCHOREO_SERVICE_CLIENT_SECRET.", {
    default: SECRET_KEYS.clientSecret,
  }),
};

const remote = (credential: string) => ({
  ...item(
    {
      key: text(`Name of the store's entry that contains ${credential}.`),
      property: text('Property of the entry that contains the value. If empty, the whole entry is the value.'),
      version: text('Version of the entry. If empty, the newest one.'),
    },
    ['key'],
  ),
  type: ['object', 'null'] as const,
  description: `Entry of the store with ${credential}.`,
});

/** Credentials in the Secret `backstage.secretName`, each with its meaning. */
const CREDENTIALS = {
  backendSecret: 'the backend secret',
  clientSecret: "the OAuth client's secret",
  jenkinsApiKey: 'the API key of Jenkins',
  githubActionsToken: 'the token for GitHub Actions',
  githubOauthClientSecret: "the GitHub OAuth app's secret",
  postgresHost: 'the PostgreSQL host',
  postgresPort: 'the PostgreSQL port',
  postgresUser: 'the PostgreSQL user',
  postgresPassword: "the PostgreSQL user's password",
  postgresDatabase: 'the PostgreSQL database',
} as const;

const key = (credential: keyof typeof CREDENTIALS) =>
  text(`Key of ${CREDENTIALS[credential]}.`, { default: SECRET_KEYS[credential] });

const KEYS = {
  backendSecret: key('backendSecret'),
  clientSecret: key('clientSecret'),
  jenkinsApiKey: key('jenkinsApiKey'),
  postgresHost: key('postgresHost'),
  postgresPort: key('postgresPort'),
  postgresUser: key('postgresUser'),
  postgresPassword: key('postgresPassword'),
  postgresDatabase: key('postgresDatabase'),
};

const GITHUB_KEYS = {
  githubActionsToken: key('githubActionsToken'),
  githubOauthClientSecret: key('githubOauthClientSecret'),
};

const ENTRIES = {
  backendSecret: remote(CREDENTIALS.backendSecret),
  clientSecret: remote(CREDENTIALS.clientSecret),
  jenkinsApiKey: remote(CREDENTIALS.jenkinsApiKey),
  postgresHost: remote(CREDENTIALS.postgresHost),
  postgresPort: remote(CREDENTIALS.postgresPort),
  postgresUser: remote(CREDENTIALS.postgresUser),
  postgresPassword: remote(CREDENTIALS.postgresPassword),
  postgresDatabase: remote(CREDENTIALS.postgresDatabase),
};

const GITHUB_ENTRIES = {
  githubActionsToken: remote(CREDENTIALS.githubActionsToken),
  githubOauthClientSecret: remote(CREDENTIALS.githubOauthClientSecret),
};

const credentialsWith = <Keys extends typeof KEYS, Entries extends typeof ENTRIES>(keys: Keys, entries: Entries) => ({
  secretName: text('Name of an existing Secret that contains all credentials. The chart requires it.', { default: '' }),
  secretKeys: section('Keys of the credentials in the Secret `secretName`.', keys, { secret: true }),
  externalSecret: section(
    'ExternalSecret, from which the External Secrets Operator creates the Secret `secretName`.',
    {
      secretStoreRef: section('Store that contains the credentials.', {
        name: text('Name of the store. If you set it, the ExternalSecret is rendered.'),
        kind: enumeration(
          ['SecretStore', 'ClusterSecretStore'],
          'Kind of the store: SecretStore in the namespace, or ClusterSecretStore for the whole cluster.',
          { default: OPTION_DEFAULTS.externalSecret.storeKind },
        ),
      }),
      refreshInterval: text('Interval at which the operator reads the store, for example `1h`.', {
        default: OPTION_DEFAULTS.externalSecret.refreshInterval,
      }),
      data: section('Entry of the store for each credential.', entries),
    },
    { secret: true },
  ),
});

/** Values of `backstage` that refer to credentials. */
export const credentials = credentialsWith(KEYS, ENTRIES);

/** Values of `backstage` that refer to credentials, of lines with GitHub Actions. */
export const credentialsWithGithub = credentialsWith({ ...KEYS, ...GITHUB_KEYS }, { ...ENTRIES, ...GITHUB_ENTRIES });

/** Values: `backstage.service`. */
export const service = section('Service of the portal.', {
  type: enumeration(['ClusterIP', 'NodePort', 'LoadBalancer'], 'Type of the Service.', {
    default: DEFAULTS.service.type,
  }),
  port: integer('Port of the Service. The container always listens on 7007.', { default: DEFAULTS.service.port }),
  nodePort: integer('Port on every node, for the type NodePort. If empty, Kubernetes chooses one.'),
});

/** Values: `backstage.serviceAccount`. */
export const serviceAccount = section('ServiceAccount of the pods.', {
  create: createServiceAccount,
  name: text('Name of the ServiceAccount. If empty, it is openchoreo-backstage.', {
    default: DEFAULTS.serviceAccountName,
  }),
  annotations: annotations('the ServiceAccount'),
});

/** Values: `backstage.priorityClass`. */
export const priorityClass = section('PriorityClass of the pods.', {
  create: flag(CREATE_PRIORITY_CLASS, { default: false }),
  name: text('Name of the PriorityClass.', { default: DEFAULTS.priorityClass.name }),
  value: integer('Priority of the pods. A higher value preempts pods with a lower one.', {
    default: DEFAULTS.priorityClass.value,
  }),
});

/** Returns what applies to a part of the connection that has no key in the separate Secret. */
const ofSecret = (credential: string) =>
  `the key \`backstage.secretKeys.${credential}\` of \`backstage.secretName\` is used`;

/** Values: `backstage.database`. */
export const database = section('Database for the catalog, user settings and plugin data.', {
  type: enumeration(
    ['sqlite', 'postgresql'],
    'Type of the database. SQLite allows only one replica. Sets DATABASE_CLIENT.',
    { default: 'sqlite', required: true },
  ),
  sqlite: section('SQLite, which keeps its files in a volume of the pod.', {
    mountPath: text('Absolute path at which the volume for the SQLite files is mounted. Sets SQLITE_STORAGE_DIR.', {
      default: sqlite.mountPath,
    }),
    persistence: section('PersistentVolumeClaim for the SQLite files.', {
      enabled: flag(
        'Whether a claim keeps the SQLite files. If false, they are in an emptyDir and lost when the pod is deleted.',
        { default: false },
      ),
      size: text('Requested size of the claim, for example `1Gi`.', { default: sqlite.size }),
      claimName: text('Name of the claim that is rendered. If empty, it is `<backstage.name>-db`.'),
      existingClaim: text(
        'Name of an existing claim. If you set it, no claim is rendered, and the other settings of the claim have no effect.',
      ),
      storageClassName: text("StorageClass of the claim. If empty, it is the cluster's default.", { default: '' }),
      accessMode: enumeration(
        ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'],
        'Access mode of the claim: how nodes can mount its volume.',
        { default: sqlite.accessMode },
      ),
    }),
  }),
  postgresql: section('Connection to a PostgreSQL server. Host, port, user, password and database are in a Secret.', {
    ...databaseSecret({
      host: ['host', ofSecret('postgresHost')],
      port: ['port', ofSecret('postgresPort')],
      user: ['user', ofSecret('postgresUser')],
      password: ['password', ofSecret('postgresPassword')],
      database: ['dbname', ofSecret('postgresDatabase')],
    }),
    ssl: enumeration(
      [true, false, 'disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'],
      'TLS mode for PostgreSQL, in which true means `require`. Sets PGSSLMODE. For node-postgres, `prefer`, `require`, `verify-ca` and `verify-full` all verify the certificate fully. `no-verify` encrypts without verification. If empty or false, the variable is omitted.',
      { default: false },
    ),
    caBundle: section('CA certificates to verify the server with, mounted read-only. Sets NODE_EXTRA_CA_CERTS.', {
      configMap: text('Name of the ConfigMap that contains the certificates.'),
      secret: text('Name of the Secret that contains the certificates, instead of a ConfigMap.'),
      key: text('Key of the certificates in the ConfigMap or Secret. Their format is PEM.', { default: CA_BUNDLE.key }),
    }),
  }),
});
