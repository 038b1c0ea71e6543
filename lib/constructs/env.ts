import type { EnvVar } from 'kubernetes-types/core/v1';
import { type PlusEnvValue, wireVariable } from '../kubernetes/plus-objects';

/** Custom variables: a list in wire format, or values by name as cdk8s-plus has them. */
export type Env = readonly EnvVar[] | Readonly<Record<string, PlusEnvValue>>;

/** Custom variables as a list in wire format. */
export function envList(env: Env): EnvVar[] {
  return isEnvList(env) ? [...env] : Object.entries(env).map(([name, value]) => wireVariable(name, value));
}

function isEnvList(env: Env): env is readonly EnvVar[] {
  return Array.isArray(env);
}
