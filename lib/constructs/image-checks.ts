import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { configKeys, configTree } from '../backstage/app-config-variables';
import type { ConfigTree } from '../backstage/config-tree';
import { CONTAINER_NAME } from '../backstage/container';
import { databaseTlsFindings } from '../backstage/database-tls';
import { configFindings } from '../backstage/image-config';
import { commandFindings } from '../backstage/image-config/command';
import { isImageOfChart } from '../backstage/image-facts';
import { type PlacedVariable, variableFindings } from '../backstage/image-variables';
import type { Portal } from '../backstage/portal';
import type { Release } from '../backstage/release';
import { tokenFindings } from '../backstage/thunder-token';
import type { JsonMap } from '../util/json';
import { listOf, memberOf, textOf } from '../util/members';
import { childPath, itemPath } from '../util/path';
import type { Violation } from '../util/violation';
import { warnAround } from './chart-warnings';
import type { ChartCheck } from './object-checks';

/** Deployment whose settings are compared with what its image contains. */
interface ImageUser extends IConstruct {
  readonly apiObject: ApiObject;
  readonly release: Release;
}

/** Settings of the Deployment. */
interface ImageSettings {
  readonly portal: Portal;
  /** Custom configuration of Backstage, with the names of the variables that hold it. */
  readonly appConfig: { readonly tree: JsonMap; readonly names: readonly string[] } | undefined;
  /** Words of the custom command and arguments. */
  readonly words: readonly string[];
}

/** The Deployment's container, as it is written. */
interface ImageContainer {
  readonly isOfChart: boolean;
  readonly command: readonly string[];
  readonly variables: readonly PlacedVariable[];
}

/** Adds warnings of settings that take a part of the image away, or that Backstage understands in another way. */
export function warnOfImage(user: ImageUser, { portal, appConfig, words }: ImageSettings): void {
  const { profile, names } = user.release;
  const { image, variables: ofChart } = profile;
  const trees = ({ variables }: ImageContainer) => configTrees(appConfig, variables);
  warnAround(
    user,
    'image-variables',
    checkOf(user, ({ isOfChart, variables, command }) =>
      isOfChart ? [...variableFindings({ image, variables, command })].filter(isWarning) : [],
    ),
  );
  warnAround(
    user,
    'image-config',
    checkOf(user, (container) => {
      const files = profile.configFiles(portal, names);
      const config = { image, trees: trees(container), variables: ofChart, files, portal };
      return container.isOfChart ? [...commandFindings('command', container.command), ...configFindings(config)] : [];
    }),
  );
  warnAround(
    user,
    'database-tls',
    checkOf(user, (container) => [...databaseTlsFindings('database.ssl', portal.database, trees(container))]),
  );
  if (ofChart.some(({ name }) => name === 'THUNDER_TOKEN')) {
    const paths = { path: 'thunder.token', appConfig: 'appConfig' };
    warnAround(
      user,
      'thunder-token',
      checkOf(user, (container) => {
        const given = trees(container).map(({ tree }) => tree);
        return [...tokenFindings(paths, portal, given, words)];
      }),
    );
  }
}

function isWarning({ severity }: { readonly severity: string }): boolean {
  return severity === 'warning';
}

/** Returns a check of the object that a Deployment renders, patches included. */
function checkOf({ apiObject, release }: ImageUser, find: (container: ImageContainer) => Violation[]): ChartCheck {
  return (objects) =>
    objects
      .filter((each) => each.apiObject === apiObject)
      .flatMap((of) => find(containerOf(of.object, release)).map((violation) => ({ ...violation, of })));
}

/** Returns the custom configuration of the props, then that of each variable `APP_CONFIG_…`. */
function configTrees(appConfig: ImageSettings['appConfig'], variables: readonly PlacedVariable[]): ConfigTree[] {
  const custom = variables.filter(({ name }) => !appConfig?.names.includes(name));
  const ofVariables = custom.flatMap(({ path, name, value }) => {
    const keys = configKeys(name);
    return keys && value !== undefined ? [{ tree: configTree(keys, value), pathOf: () => `${path}.value` }] : [];
  });
  const pathOf = (keys: readonly string[]) => keys.reduce(childPath, 'appConfig');
  return [...(appConfig ? [{ tree: appConfig.tree, pathOf }] : []), ...ofVariables];
}

function containerOf(object: unknown, { profile }: Release): ImageContainer {
  const containers = listOf(object, 'spec', 'template', 'spec', 'containers');
  const index = containers.findIndex((each) => textOf(each, 'name') === CONTAINER_NAME);
  const path = `${itemPath('spec.template.spec.containers', index)}.env`;
  const variables = listOf(containers[index], 'env').flatMap((variable, at): PlacedVariable[] => {
    const [name, value] = [textOf(variable, 'name'), memberOf(variable, 'value')];
    return name === undefined ? [] : [{ path: itemPath(path, at), name, ...(typeof value === 'string' && { value }) }];
  });
  return {
    isOfChart: isImageOfChart(textOf(containers[index], 'image'), profile),
    command: listOf(containers[index], 'command').filter((word) => typeof word === 'string'),
    variables,
  };
}
