import type { Portal } from './portal';

/** Service of the portal assistant, in the charts that have it. */
export const ASSISTANT = { name: 'portal-assistant', port: 8080 } as const;

/** Destination of the pods' network traffic, as far as this package knows it. */
export interface Endpoint {
  /** Host name or IP address; absent if a Secret or the configuration holds it. */
  readonly host?: string;
  /** Port number; absent if a Secret or the configuration holds it. */
  readonly port?: number;
}

/** Destinations of a Deployment's network traffic. */
export interface DeploymentEndpoints {
  /** PostgreSQL server; absent with SQLite. */
  readonly database?: Endpoint;
  /** URL of the OpenChoreo API. */
  readonly openchoreoApi: string;
  /** URL of the portal assistant; absent if the portal does not use it. */
  readonly assistant?: string;
  /** URLs of the identity provider that the Backstage server calls. */
  readonly identityProvider: readonly string[];
  /** URLs of external CI systems that the Backstage server calls; absent if there are none. */
  readonly externalCi?: readonly string[];
}

/** Returns the destinations of the portal's network traffic. */
export function portalEndpoints(portal: Portal): DeploymentEndpoints {
  const { database, openchoreoApiUrl, features, assistantUrl, oidc, thunder, externalCi } = portal;
  return {
    database: database.type === 'postgresql' ? databaseEndpoint(database) : undefined,
    openchoreoApi: openchoreoApiUrl,
    assistant: features.assistant === true ? assistantUrl : undefined,
    identityProvider: present(oidc.tokenUrl, oidc.wellKnownEndpoint, thunder?.baseUrl),
    externalCi: present(externalCi?.jenkins?.baseUrl, externalCi?.githubActions?.apiBaseUrl),
  };
}

/** Returns the host and port of a PostgreSQL server, except if a Secret or the configuration holds them. */
export function databaseEndpoint({ host, port }: { readonly host?: unknown; readonly port?: unknown }): Endpoint {
  return {
    ...(typeof host === 'string' && { host }),
    ...(typeof port === 'number' && { port }),
  };
}

function present(...urls: readonly (string | null | undefined)[]): string[] {
  return urls.flatMap((url) => (url ? [url] : []));
}
