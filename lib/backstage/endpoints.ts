/** Where network traffic of the pods goes, as far as that is known. */
export interface Endpoint {
  /** Host name or IP address; absent where a Secret holds it. */
  readonly host?: string;
  /** Port; absent where a Secret holds it. */
  readonly port?: number;
}

/** Where a Deployment's traffic goes. */
export interface DeploymentEndpoints {
  /** The PostgreSQL server; absent with SQLite. */
  readonly database?: Endpoint;
  /** URL of the OpenChoreo API. */
  readonly openchoreoApi: string;
  /** URLs of the identity provider that Backstage itself calls. */
  readonly identityProvider: readonly string[];
}
