import type { EnvVar } from 'kubernetes-types/core/v1';

/**
 * Returns the custom variables of the container: `env`, then `extraEnv`.
 *
 * @param env replaces the chart's default list; undefined keeps those defaults that `extraEnv` does not set anew, because
 * Kubernetes rejects a variable that is there twice
 */
export function customEnv(
  env: readonly EnvVar[] | undefined,
  extraEnv: readonly EnvVar[],
  defaults: readonly EnvVar[],
): { readonly env: readonly EnvVar[]; readonly extraEnv: readonly EnvVar[] } {
  const isKept = (variable: EnvVar) => extraEnv.every(({ name }) => name !== variable.name);
  return { env: env ?? defaults.filter(isKept), extraEnv };
}
