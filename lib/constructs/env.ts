import type { EnvVar } from 'kubernetes-types/core/v1';
import { type PlusEnvValue, wireVariable } from '../kubernetes/plus-objects';

/** Custom variables: a list of Kubernetes `EnvVar`s, or cdk8s-plus `EnvValue`s by variable name. */
export type Env = readonly EnvVar[] | Readonly<Record<string, PlusEnvValue>>;

/** Returns custom variables as a list of Kubernetes `EnvVar`s. */
export function envList(env: Env): EnvVar[] {
  return isEnvList(env) ? [...env] : Object.entries(env).map(([name, value]) => wireVariable(name, value));
}

function isEnvList(env: Env): env is readonly EnvVar[] {
  return Array.isArray(env);
}
