import type { Container } from 'kubernetes-types/core/v1';
import { overlapping } from '../backstage/app-config-variables';
import type { BackstageAppConfig } from './app-config';

// Checks of the container's variables, which props of the Deployment and `appConfig` may set twice.

/** Custom variables may repeat those that the construct sets, or each other; server-side apply rejects both. */
export function duplicateNames({ env = [] }: Container): string[] {
  const names = env.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(
    (name) => `env: must have ${name} once; remove it from env or extraEnv, or from the prop that sets it`,
  );
}

/** Backstage rejects variables that set the same key of its configuration, or one a key below the other's. */
export function overlappingConfig({ env = [] }: Container, appConfig: BackstageAppConfig | undefined): string[] {
  const custom = env.filter((variable) => !appConfig?.env.includes(variable));
  const found = custom.filter(({ name }) => appConfig?.names.some((other) => overlapping(name, other)));
  return found.map(({ name }) => `env: must not have ${name}, which appConfig sets; remove it from env or extraEnv`);
}
