import { isImageOfChart } from '../../backstage/image-facts';
import { variableFindings } from '../../backstage/image-variables';
import type { PortalRule } from './portal-values';

/** Kubernetes replaces a variable of the image; it does not add to its value. */
export const imageVariables: PortalRule = {
  id: 'image-variables',
  severity: 'warning',
  about: 'Custom variables keep what the image sets, such as `--no-node-snapshot` in NODE_OPTIONS.',
  *check({ values: { backstage }, facts, release }) {
    const { enabled, command = [], image } = backstage;
    if (enabled && isImageOfChart(image.repository, release.profile)) {
      yield* variableFindings({ image: release.profile.image, variables: facts.customVariables, command });
    }
  },
};
