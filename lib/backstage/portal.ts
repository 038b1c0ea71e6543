import type { BackstageCredentials, SecretKey } from './credentials';
import type { DatabaseConnection } from './database-connection';

/** Settings that the container's variables depend on, with all defaults applied. */
export interface Portal {
  readonly openchoreoApiUrl: string;
  /** URL at which browsers reach the portal. */
  readonly baseUrl: string;
  readonly credentials: BackstageCredentials;
  readonly thunder?: Thunder;
  readonly oidc: Oidc;
  readonly clientId: string;
  readonly features: Features;
  readonly database: DatabaseConnection;
}

/** Endpoints of the identity provider (values: `security.oidc`). */
export interface Oidc {
  /** URL at which browsers sign in (variable OPENCHOREO_AUTH_AUTHORIZATION_URL). */
  readonly authorizationUrl: string;
  /** URL at which Backstage exchanges codes for tokens (variable OPENCHOREO_AUTH_TOKEN_URL). */
  readonly tokenUrl: string;
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
   * @default false
   */
  readonly authz?: FeatureSwitch;
}
