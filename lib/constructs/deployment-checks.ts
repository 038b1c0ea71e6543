import type { Container } from 'kubernetes-types/core/v1';
import { overlapping } from '../backstage/app-config-variables';
import type { BackstageAppConfig } from './app-config';

// Checks for variables of the container that are set twice, by props of the Deployment or by `appConfig`.

/** Returns a message for each variable that the container sets more than once. Server-side apply rejects duplicates. */
export function duplicateNames({ env = [] }: Container): string[] {
  const names = env.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map(
    (name) => `env: must not contain ${name} twice; remove it from env or extraEnv, or remove the prop that sets it`,
  );
}

/**
 * Returns a message for each custom variable that sets a configuration key that `appConfig` sets too, or a key above or
 * below it. Backstage does not start with such variables.
 */
export function overlappingConfig({ env = [] }: Container, appConfig: BackstageAppConfig | undefined): string[] {
  const custom = env.filter((variable) => !appConfig?.env.includes(variable));
  const found = custom.filter(({ name }) => appConfig?.names.some((other) => overlapping(name, other)));
  return found.map(
    ({ name }) =>
      `env: must not contain ${name}, because appConfig sets the same configuration; remove it from env or extraEnv`,
  );
}
