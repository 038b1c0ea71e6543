/** Service of the portal assistant, in the charts that have it. */
export const ASSISTANT = { name: 'portal-assistant', port: 8080 } as const;

/** Destination of the pods' network traffic, as far as this package knows it. */
export interface Endpoint {
  /** Host name or IP address; absent if a Secret holds it. */
  readonly host?: string;
  /** Port number; absent if a Secret holds it. */
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
