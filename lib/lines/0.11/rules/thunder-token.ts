import { tokenFindings } from '../../../backstage/thunder-token';
import { configTrees } from '../../../values/config-trees';
import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** Path of the value that names Thunder's token, for each source of the credentials. */
const TOKEN = {
  inline: 'backstage.thunder.token',
  existing: 'backstage.secretKeys.thunderToken',
  external: 'backstage.externalSecret.data.thunderToken',
};

/** The image's configuration contains the token only in a comment. */
export const thunderToken: ChartRule = {
  id: 'thunder-token',
  severity: 'warning',
  about: '`appConfig` refers to the API token of Thunder, if there is one.',
  *check({ values, facts }) {
    const { enabled, appConfig, command = [], extraArgs = [] } = values.backstage;
    if (enabled) {
      const trees = configTrees(appConfig, facts.customVariables).map(({ tree }) => tree);
      const path = TOKEN[credentialSource(values)];
      yield* tokenFindings({ path, appConfig: 'backstage.appConfig' }, facts.portal, trees, [...command, ...extraArgs]);
    }
  },
};
