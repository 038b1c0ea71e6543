import { configFindings } from '../../backstage/image-config';
import { commandFindings } from '../../backstage/image-config/command';
import { isImageOfChart } from '../../backstage/image-facts';
import { configTrees } from '../config-trees';
import type { PortalRule } from './portal-values';

/** Backstage merges maps, but a list replaces a list, and null removes a key. Users do not see the image's lists. */
export const imageConfig: PortalRule = {
  id: 'image-config',
  severity: 'warning',
  about:
    "`appConfig`, `APP_CONFIG_` variables and `command` keep the image's configuration: entries of its lists, its sections and its sign-in.",
  *check({ values: { backstage }, facts, release }) {
    const { enabled, command = [], image } = backstage;
    const { profile, names } = release;
    if (!enabled || !isImageOfChart(image.repository, profile)) {
      return;
    }
    yield* commandFindings('backstage.command', command);
    const trees = configTrees(facts.appConfig, facts.customVariables);
    if (trees.length > 0) {
      const { portal } = facts;
      const files = profile.configFiles(portal, names);
      yield* configFindings({ image: profile.image, variables: profile.variables, trees, files, portal });
    }
  },
};
