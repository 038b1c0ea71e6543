import type { Container } from 'kubernetes-types/core/v1';
import { ConfigNames } from '../backstage/config-names';
import { describeName } from '../util/describe';
import type { BackstageAppConfig } from './app-config';

// Checks for variables of the container that are set twice, by props of the Deployment or by `appConfig`.

/** Returns a message for each variable that the container sets more than once. Server-side apply rejects duplicates. */
export function duplicateNames({ env = [] }: Container): string[] {
  const names = new Set<string>();
  const twice = env.filter(({ name }) => {
    const isKnown = names.has(name);
    names.add(name);
    return isKnown;
  });
  return [...new Set(twice.map(({ name }) => describeName(name)))].map(
    (name) => `env: must not contain ${name} twice; remove it from env or extraEnv, or remove the prop that sets it`,
  );
}

/**
 * Returns a message for each custom variable that sets a configuration key that `appConfig` sets too, or a key above or
 * below it. Backstage does not start with such variables.
 */
export function overlappingConfig({ env = [] }: Container, appConfig: BackstageAppConfig | undefined): string[] {
  const ofAppConfig = new Set(appConfig?.env);
  const names = new ConfigNames(appConfig?.names);
  const custom = env.filter((variable) => !ofAppConfig.has(variable));
  const found = custom.filter(({ name }) => names.has(name) || names.overlapping(name) !== undefined);
  return found.map(
    ({ name }) =>
      `env: must not contain ${describeName(name)}, because appConfig sets the same configuration; remove it from env or extraEnv`,
  );
}
