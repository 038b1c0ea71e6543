import { configKeys, configTree } from '../backstage/app-config-variables';
import type { ConfigTree } from '../backstage/config-tree';
import type { JsonMap } from '../util/json';
import { childPath } from '../util/path';
import type { CustomVariable } from './facts';

/** Returns the custom configuration of the values: `backstage.appConfig`, then each variable `APP_CONFIG_…`. */
export function configTrees(
  appConfig: JsonMap | undefined,
  customVariables: readonly CustomVariable[],
): readonly ConfigTree[] {
  const ofVariables = customVariables.flatMap(({ path, name, value }): ConfigTree[] => {
    const keys = configKeys(name);
    return keys && value !== undefined ? [{ tree: configTree(keys, value), pathOf: () => `${path}.value` }] : [];
  });
  return [
    ...(appConfig
      ? [{ tree: appConfig, pathOf: (keys: readonly string[]) => keys.reduce(childPath, APP_CONFIG) }]
      : []),
    ...ofVariables,
  ];
}

const APP_CONFIG = 'backstage.appConfig';
