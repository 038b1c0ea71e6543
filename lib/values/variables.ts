import type { EnvVar } from 'kubernetes-types/core/v1';
import { itemPath } from '../path';
import { hasKey } from './credentials';
import { type EffectiveValues, schema } from './schema';

/** A variable that is rendered from another value: from which, and when. */
interface RenderedVariable {
  readonly setBy: string;
  readonly when?: (values: EffectiveValues) => boolean;
}

const thunder = ({ thunder }: EffectiveValues) => thunder.enabled === true;
const sqlite = ({ backstage }: EffectiveValues) => backstage.database.type !== 'postgresql';
const postgresql = ({ backstage }: EffectiveValues) => backstage.database.type === 'postgresql';

const hasCaBundle = ({ backstage }: EffectiveValues) => {
  const { configMap, secret } = backstage.database.postgresql.caBundle;
  return Boolean(configMap || secret);
};

const RENDERED: readonly [name: string, RenderedVariable][] = Object.entries({
  OPENCHOREO_API_URL: { setBy: 'backstage.openchoreoApi.url' },
  BACKSTAGE_BASE_URL: { setBy: 'backstage.baseUrl' },
  BACKEND_SECRET: { setBy: 'backstage.backendSecret' },
  THUNDER_BASE_URL: { setBy: 'backstage.thunder.baseUrl', when: thunder },
  THUNDER_TOKEN: {
    setBy: 'backstage.thunder.token',
    when: (values) => thunder(values) && Boolean(values.backstage.thunder.token || hasKey(values, 'thunderToken')),
  },
  OPENCHOREO_AUTH_METADATA_URL: {
    setBy: 'security.oidc.wellKnownEndpoint',
    when: ({ security }) => Boolean(security.oidc.wellKnownEndpoint),
  },
  OPENCHOREO_AUTH_AUTHORIZATION_URL: { setBy: 'security.oidc.authorizationUrl' },
  OPENCHOREO_AUTH_TOKEN_URL: { setBy: 'security.oidc.tokenUrl' },
  OPENCHOREO_AUTH_CLIENT_ID: { setBy: 'backstage.auth.clientId' },
  OPENCHOREO_AUTH_CLIENT_SECRET: { setBy: 'backstage.auth.clientSecret' },
  OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: { setBy: 'backstage.features.workflows.enabled' },
  OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: { setBy: 'backstage.features.observability.enabled' },
  OPENCHOREO_FEATURES_AUTH_ENABLED: { setBy: 'security.enabled' },
  OPENCHOREO_FEATURES_AUTHZ_ENABLED: { setBy: 'security.authz.enabled' },
  DATABASE_CLIENT: { setBy: 'backstage.database.type' },
  SQLITE_STORAGE_DIR: { setBy: 'backstage.database.sqlite.mountPath', when: sqlite },
  POSTGRES_HOST: { setBy: 'backstage.database.postgresql.host', when: postgresql },
  POSTGRES_PORT: { setBy: 'backstage.database.postgresql.port', when: postgresql },
  POSTGRES_USER: { setBy: 'backstage.database.postgresql.user', when: postgresql },
  POSTGRES_PASSWORD: { setBy: 'backstage.database.postgresql.password', when: postgresql },
  POSTGRES_DB: { setBy: 'backstage.database.postgresql.database', when: postgresql },
  PGSSLMODE: {
    setBy: 'backstage.database.postgresql.ssl',
    when: (values) => postgresql(values) && Boolean(values.backstage.database.postgresql.ssl),
  },
  NODE_EXTRA_CA_CERTS: {
    setBy: 'backstage.database.postgresql.caBundle',
    when: (values) => postgresql(values) && hasCaBundle(values),
  },
});

/** Names of the variables that the release sets by itself, each with the value that it comes from. */
export function renderedVariables(values: EffectiveValues): ReadonlyMap<string, string> {
  const rendered = new Map<string, string>();
  for (const [name, { setBy, when }] of RENDERED) {
    if (when?.(values) ?? true) {
      rendered.set(name, setBy);
    }
  }
  return rendered;
}

/** A variable of `env` or `extraEnv`. */
export interface OwnVariable {
  /** Path of the entry. */
  readonly path: string;
  readonly name: string;
  /** Text of the variable, which may be a secret; absent where it comes from elsewhere. */
  readonly value?: string;
}

/** The list `env`: of the default one only what `extraEnv` does not set anew. */
export function ownEnv({ backstage }: EffectiveValues): readonly EnvVar[] {
  const { env, extraEnv } = backstage;
  const isDefault = env === schema.properties.backstage.properties.env.default;
  const anew = (extraEnv ?? []).map(({ name }) => name);
  return (env ?? []).filter(({ name }) => !isDefault || !anew.includes(name));
}

/** Own variables with their paths, in the order of the container's. */
export function ownVariables(values: EffectiveValues): OwnVariable[] {
  return [
    ...withPaths('backstage.env', ownEnv(values)),
    ...withPaths('backstage.extraEnv', values.backstage.extraEnv ?? []),
  ];
}

/** One without a name gets this far only where its rule is allowed. */
function withPaths(list: string, variables: readonly EnvVar[]): OwnVariable[] {
  return variables.flatMap(({ name, value }, index) =>
    typeof name === 'string' ? [{ path: itemPath(list, index), name, value }] : [],
  );
}
