import type { BackstageCredentials, SecretKey } from './credentials';
import type { DatabaseConnection } from './database-connection';

/** Settings that the container's variables and configuration files depend on, with all defaults applied. */
export interface Portal extends PortalOptions {
  readonly openchoreoApiUrl: string;
  /** URL at which browsers reach the portal. */
  readonly baseUrl: string;
  readonly credentials: BackstageCredentials;
  readonly oidc: Oidc;
  readonly clientId: string | null;
  readonly features: Features;
  readonly database: DatabaseConnection;
}

/** Settings of the portal that have a default. Each chart version uses the settings that its image reads. */
export interface PortalOptions {
  /**
   * Thunder, the identity provider that the control plane bundled before chart version 1.0, if it is installed
   * (variables THUNDER_BASE_URL and THUNDER_TOKEN, values: `backstage.thunder`).
   *
   * @default - the variables are not set
   */
  readonly thunder?: Thunder;

  /**
   * ID of the OAuth client (variable OPENCHOREO_AUTH_CLIENT_ID, values: `backstage.auth.clientId`). `null` sets the
   * variable without a value.
   *
   * @default 'openchoreo-backstage-client'
   */
  readonly clientId?: string | null;

  /**
   * OAuth scopes of the sign-in, since chart version 1.0 (values: `backstage.auth`).
   *
   * @default - the OpenID Connect scopes 'openid profile email', and no additional scope
   */
  readonly scopes?: SignInScopes;

  /**
   * OAuth client for background tasks, since chart version 1.1 (values: `backstage.auth`).
   *
   * @default - the client that users sign in with
   */
  readonly serviceClient?: ServiceClient;

  /**
   * Features of the portal that are on or off (variables OPENCHOREO_FEATURES_*_ENABLED, values: `backstage.features`,
   * `security.enabled` and `security.authz.enabled`).
   *
   * @default - the chart's defaults
   */
  readonly features?: Features;

  /**
   * URL of the portal assistant, since chart version 1.1 (variable OPENCHOREO_PORTAL_ASSISTANT_URL, values:
   * `backstage.features.assistant.portalAssistantUrl`).
   *
   * @default - `http://portal-assistant.<namespace>.svc.cluster.local:8080`
   */
  readonly assistantUrl?: string;

  /**
   * Synchronization of the catalog with the OpenChoreo API, since chart version 1.1 (values: `backstage.catalogSync`).
   *
   * @default - every 300 seconds
   */
  readonly catalogSync?: CatalogSync;

  /**
   * Whether the event forwarder sends events to the portal, since chart version 1.1 (variable OPENCHOREO_EVENTS_ENABLED,
   * values: `eventForwarder.enabled`).
   *
   * @default true
   */
  readonly events?: FeatureSwitch;

  /**
   * Streams of wire logs, since chart version 1.2 (values: `backstage.observability.wirelogs`).
   *
   * @default - streams end after 900 seconds
   */
  readonly wirelogs?: Wirelogs;

  /**
   * External CI systems: Jenkins since chart version 1.0, GitHub Actions since 1.2 (values: `backstage.externalCI`).
   *
   * @default - no external CI system
   */
  readonly externalCi?: ExternalCi;

  /**
   * Whether browsers upgrade requests to https (Backstage: `backend.csp.upgrade-insecure-requests`, values:
   * `backstage.tls.enabled` since chart version 1.0). Before 1.0, it has no effect if `appConfig` or a variable sets
   * `backend.csp`.
   *
   * @default - whether `baseUrl` is an https URL
   */
  readonly upgradesToHttps?: boolean;
}

/** OAuth scopes of the sign-in (values: `backstage.auth`). */
export interface SignInScopes {
  /**
   * OpenID Connect scopes, separated by spaces (variable OPENCHOREO_AUTH_OIDC_SCOPE, values:
   * `backstage.auth.oidcScope`). `null` sets the variable without a value.
   *
   * @default 'openid profile email'
   */
  readonly oidcScope?: string | null;
  /**
   * Additional scopes of the access token (variable OPENCHOREO_AUTH_SCOPE, values: `backstage.auth.scope`).
   *
   * @default - the variable is not set
   */
  readonly scope?: string;
}

/** OAuth client for background tasks (values: `backstage.auth`). */
export interface ServiceClient {
  /**
   * ID of the client (variable OPENCHOREO_SERVICE_CLIENT_ID, values: `backstage.auth.serviceClientId`).
   *
   * @default - the ID of the sign-in client
   */
  readonly clientId?: string | null;
  /**
   * Key of the Secret that holds the client's secret (variable OPENCHOREO_SERVICE_CLIENT_SECRET, values:
   * `backstage.auth.serviceClientSecretKey`).
   *
   * @default - the key of the sign-in client's secret
   */
  readonly clientSecret?: SecretKey;
}

/** Synchronization of the catalog with the OpenChoreo API. */
export interface CatalogSync {
  /**
   * Seconds between two full synchronizations (variable OPENCHOREO_CATALOG_SYNC_FREQUENCY, values:
   * `backstage.catalogSync.frequency`). A string is written as is.
   *
   * @default 300
   */
  readonly frequency?: number | string;
}

/** Streams of wire logs. */
export interface Wirelogs {
  /**
   * Maximum duration of a stream in seconds (variable OPENCHOREO_OBSERVABILITY_WIRELOGS_STREAM_TIMEOUT_SECONDS, values:
   * `backstage.observability.wirelogs.streamTimeoutSeconds`). A string is written as is.
   *
   * @default 900
   */
  readonly streamTimeoutSeconds?: number | string;
}

/** External CI systems (values: `backstage.externalCI`). */
export interface ExternalCi {
  /**
   * Jenkins server (variables JENKINS_*, values: `backstage.externalCI.jenkins`).
   *
   * @default - no Jenkins
   */
  readonly jenkins?: {
    /** URL of the server. `null` sets the variable without a value. */
    readonly baseUrl: string | null;
    /** User that Backstage signs in as. `null` sets the variable without a value. */
    readonly username: string | null;
  };
  /**
   * GitHub Actions (variables GITHUB_*, values: `backstage.externalCI.githubActions`). Chart versions before 1.2 ignore
   * it.
   *
   * @default - no GitHub Actions
   */
  readonly githubActions?: {
    /** Host of GitHub, such as `github.com`. `null` sets the variable without a value. */
    readonly host: string | null;
    /**
     * URL of the API, for GitHub Enterprise. `null` sets the variable without a value.
     *
     * @default - GitHub's API; the variable is empty
     */
    readonly apiBaseUrl?: string | null;
  };
  /**
   * GitHub OAuth app with which users sign in to GitHub (variables AUTH_GITHUB_*, values:
   * `backstage.externalCI.githubActions.oauth`). Chart versions before 1.2 ignore it.
   *
   * @default - no sign-in to GitHub
   */
  readonly githubOauth?: {
    /** ID of the OAuth app. */
    readonly clientId: string;
    /**
     * Host of GitHub. For another host than `github.com`, it is GitHub Enterprise.
     *
     * @default 'github.com'
     */
    readonly host?: string;
  };
}

/** Endpoints of the identity provider (values: `security.oidc`). */
export interface Oidc {
  /** URL at which browsers sign in (variable OPENCHOREO_AUTH_AUTHORIZATION_URL). `null` sets it without a value. */
  readonly authorizationUrl: string | null;
  /**
   * URL at which Backstage exchanges codes for tokens (variable OPENCHOREO_AUTH_TOKEN_URL). `null` sets it without a
   * value.
   */
  readonly tokenUrl: string | null;
  /**
   * URL of the OpenID Connect discovery document (variable OPENCHOREO_AUTH_METADATA_URL).
   *
   * @default - the variable is not set
   */
  readonly wellKnownEndpoint?: string;
}

/** The bundled Thunder identity provider (values: `backstage.thunder`). */
export interface Thunder {
  /** URL at which browsers reach Thunder (variable THUNDER_BASE_URL). */
  readonly baseUrl: string;
  /**
   * API token (variable THUNDER_TOKEN). Backstage reads it only if its app-config refers to the variable.
   *
   * A string appears as plain text in the Deployment; the value of a Secret's key does not.
   *
   * @default - the variable is not set
   */
  readonly token?: string | SecretKey;
}

/** Whether a feature is on. `empty` renders its variable without a value, as the chart does for null. */
export type FeatureSwitch = boolean | 'empty';

/** Features of the portal (values: `backstage.features`, `security`; variables OPENCHOREO_FEATURES_*_ENABLED). */
export interface Features {
  /**
   * Whether the portal shows workflows, which need a build plane.
   *
   * @default true
   */
  readonly workflows?: FeatureSwitch;
  /**
   * Whether the portal shows logs, metrics and traces, which need an observability plane.
   *
   * @default true
   */
  readonly observability?: FeatureSwitch;
  /**
   * Whether users must sign in (values: `security.enabled`). If false, Backstage signs everyone in as guest.
   *
   * @default true
   */
  readonly auth?: FeatureSwitch;
  /**
   * Whether the portal enforces access control (values: `security.authz.enabled`).
   *
   * @default - the chart's default: false before chart version 1.0, true since
   */
  readonly authz?: FeatureSwitch;
  /**
   * Whether the whole page goes to the identity provider at sign-in, instead of a popup (values:
   * `backstage.features.auth.redirectFlow.enabled`). Chart versions before 1.0 ignore it.
   *
   * @default true
   */
  readonly redirectFlow?: FeatureSwitch;
  /**
   * Whether the portal shows the assistant (values: `backstage.features.assistant.enabled`). Chart versions before 1.1
   * ignore it.
   *
   * @default false
   */
  readonly assistant?: FeatureSwitch;
  /**
   * Whether the portal manages secrets (values: `features.secretManagement.enabled`). Chart versions before 1.1 ignore
   * it.
   *
   * @default false
   */
  readonly secretManagement?: FeatureSwitch;
}
