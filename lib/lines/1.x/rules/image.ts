import { withoutSlashes } from '../../../util/without-slashes';
import type { RuleViolation } from '../../../values/rules/rule';
import { checkImage, checkRegistry } from '../../common/checks/image';
import { DEFAULTS } from '../profile';
import type { ChartRule } from '../subject';

/** Nodes cannot pull an image with another name. */
export const image: ChartRule = {
  id: 'image',
  severity: 'error',
  about: 'Registry, repository, tag and digest of an image are each in their own value.',
  *check(subject): Iterable<RuleViolation> {
    const { global, backstage } = subject.values;
    if (!backstage.enabled) {
      return;
    }
    const registry = global.imageRegistry && withoutSlashes(global.imageRegistry);
    yield* checkRegistry('global.imageRegistry', registry);
    if (registry !== global.imageRegistry && subject.reproduces('registry-slash')) {
      yield {
        path: 'global.imageRegistry',
        message: 'must not end with a slash, because no node can pull an image with //',
        fix: "remove the slash, or use --correct registry-slash (fidelity: ['registry-slash'])",
        defect: 'registry-slash',
      };
    }
    yield* checkImage('backstage.image', backstage.image, DEFAULTS.image.repository);
  },
};
