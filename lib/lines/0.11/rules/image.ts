import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { checkImage } from '../../common/checks/image';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** Nodes cannot pull an image with another name. */
export const image: ChartRule = {
  id: 'image',
  severity: 'error',
  about: 'Registry, repository, tag and digest of an image are each in their own value.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    yield* checkImage('backstage.image', backstage.image, DEFAULTS.image.repository);
    const { registration } = backstage.auth;
    if (registration.enabled) {
      const { repository } = OPTION_DEFAULTS.registration.image;
      yield* checkImage('backstage.auth.registration.image', registration.image, repository);
    }
  },
};
