import type { EnvVar } from 'kubernetes-types/core/v1';

/**
 * Returns the container's custom variables in two lists: `env`, then `extraEnv`.
 *
 * @param env list that replaces the chart's defaults. If it is undefined, the function keeps the defaults that
 * `extraEnv` does not set. Each variable then appears only once, as server-side apply requires.
 * @param extraEnv additional variables
 * @param defaults the chart's default list
 */
export function customEnv(
  env: readonly EnvVar[] | undefined,
  extraEnv: readonly EnvVar[],
  defaults: readonly EnvVar[],
): { readonly env: readonly EnvVar[]; readonly extraEnv: readonly EnvVar[] } {
  const isKept = (variable: EnvVar) => extraEnv.every(({ name }) => name !== variable.name);
  return { env: env ?? defaults.filter(isKept), extraEnv };
}

/** Returns the variables. Of several with the same name, only the last one stays. */
export function lastOfEach(variables: readonly EnvVar[]): EnvVar[] {
  const last = new Map(variables.map(({ name }, index) => [name, index]));
  return variables.filter(({ name }, index) => last.get(name) === index);
}
