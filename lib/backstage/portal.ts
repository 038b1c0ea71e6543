import type { BackstageCredentials, SecretKey } from './credentials';
import type { DatabaseConnection } from './database-connection';

/** Everything that the container's variables depend on; every default is taken already. */
export interface Portal {
  readonly openchoreoApiUrl: string;
  /** URL that browsers reach the portal at. */
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
  /** Where browsers sign in: OPENCHOREO_AUTH_AUTHORIZATION_URL. */
  readonly authorizationUrl: string;
  /** Where Backstage exchanges codes for tokens: OPENCHOREO_AUTH_TOKEN_URL. */
  readonly tokenUrl: string;
  /**
   * OpenID Connect discovery document: OPENCHOREO_AUTH_METADATA_URL.
   *
   * @default - the variable is absent
   */
  readonly wellKnownEndpoint?: string;
}

/** The bundled Thunder identity provider (values: `backstage.thunder`). */
export interface Thunder {
  /** URL that browsers reach Thunder at: THUNDER_BASE_URL. */
  readonly baseUrl: string;
  /**
   * API token: THUNDER_TOKEN. A text is readable in the pod; a Secret's key is not.
   *
   * @default - the variable is absent
   */
  readonly token?: string | SecretKey;
}

/** Whether a feature is on. `empty` leaves its variable without a value, as the chart does for null. */
export type FeatureSwitch = boolean | 'empty';

/** Features that the portal shows and enforces (values: `backstage.features`, `security`): OPENCHOREO_FEATURES_*_ENABLED. */
export interface Features {
  /**
   * Workflows, which need a build plane.
   *
   * @default true
   */
  readonly workflows?: FeatureSwitch;
  /**
   * Logs, metrics and traces, which need an observability plane.
   *
   * @default true
   */
  readonly observability?: FeatureSwitch;
  /**
   * Sign-in; off signs everyone in as guest (values: `security.enabled`).
   *
   * @default true
   */
  readonly auth?: FeatureSwitch;
  /**
   * Access control (values: `security.authz.enabled`).
   *
   * @default false
   */
  readonly authz?: FeatureSwitch;
}
