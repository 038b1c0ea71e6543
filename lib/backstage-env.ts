import type { EnvValue } from 'cdk8s-plus-28';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { BackstageCredentials, SecretKey } from './secret';

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
   * API token: THUNDER_TOKEN. A text is in clear in the pod; a Secret's key is not.
   *
   * @default - the variable is absent
   */
  readonly token?: string | SecretKey;
}

/**
 * What the portal shows and enforces (values: `backstage.features`, `security`): OPENCHOREO_FEATURES_*_ENABLED. Null
 * leaves the variable without a value.
 */
export interface Features {
  /**
   * Workflows, which need a build plane.
   *
   * @default true
   */
  readonly workflows?: boolean | null;
  /**
   * Logs, metrics and traces, which need an observability plane.
   *
   * @default true
   */
  readonly observability?: boolean | null;
  /**
   * Sign-in; off signs everyone in as guest (values: `security.enabled`).
   *
   * @default true
   */
  readonly auth?: boolean | null;
  /**
   * Access control (values: `security.authz.enabled`).
   *
   * @default false
   */
  readonly authz?: boolean | null;
}

/** Own variables: a list in wire format, or values by name as cdk8s-plus-28 writes them. */
export type Env = readonly EnvVar[] | Readonly<Record<string, EnvValue>>;

/** What Backstage's variables are made of; every default is taken already. */
export interface BackstageEnv {
  readonly env: readonly EnvVar[];
  readonly openchoreoApiUrl: string;
  readonly baseUrl: string;
  readonly secret: BackstageCredentials;
  readonly thunder: Thunder | undefined;
  readonly oidc: Oidc;
  readonly clientId: string;
  readonly features: Features;
  readonly databaseEnv: readonly EnvVar[];
}

/**
 * The container's variables in the chart's order: Kubernetes expands `$(NAME)` only to variables further up
 * (chart: deployment; Backstage: app-config of the image).
 */
export function backstageEnv(from: BackstageEnv): EnvVar[] {
  const { thunder, oidc } = from;
  const { workflows = true, observability = true, auth = true, authz = false } = from.features;
  return [
    ...from.env,
    { name: 'OPENCHOREO_API_URL', value: from.openchoreoApiUrl },
    { name: 'BACKSTAGE_BASE_URL', value: from.baseUrl },
    variable('BACKEND_SECRET', from.secret.key('backendSecret')),
    ...(thunder ? [{ name: 'THUNDER_BASE_URL', value: thunder.baseUrl }] : []),
    ...(thunder?.token ? [variable('THUNDER_TOKEN', thunder.token)] : []),
    ...(oidc.wellKnownEndpoint ? [{ name: 'OPENCHOREO_AUTH_METADATA_URL', value: oidc.wellKnownEndpoint }] : []),
    { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: oidc.authorizationUrl },
    { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: oidc.tokenUrl },
    { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: from.clientId },
    variable('OPENCHOREO_AUTH_CLIENT_SECRET', from.secret.key('clientSecret')),
    flag('OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', workflows),
    flag('OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', observability),
    flag('OPENCHOREO_FEATURES_AUTH_ENABLED', auth),
    flag('OPENCHOREO_FEATURES_AUTHZ_ENABLED', authz),
    ...from.databaseEnv,
  ];
}

/** A variable of the container: a text, or a Secret's key. */
export function variable(name: string, value: string | SecretKey): EnvVar {
  if (typeof value === 'string') {
    return { name, value };
  }
  return { name, valueFrom: { secretKeyRef: { name: value.secret.name, key: value.key } } };
}

function flag(name: string, value: boolean | null): EnvVar {
  return value === null ? { name } : { name, value: String(value) };
}

/** Own variables as a list in wire format. */
export function ownEnv(env: Env): EnvVar[] {
  if (Array.isArray(env)) {
    return [...env];
  }
  return Object.entries(env).map(([name, { value, valueFrom }]) => ({ name, value, valueFrom }));
}
