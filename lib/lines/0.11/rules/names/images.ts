import { OPTION_DEFAULTS } from '../../../../backstage/option-defaults';
import type { Violation } from '../../../../util/violation';
import { checkImage } from '../../../common/checks/names/images';
import { DEFAULTS } from '../../profile';
import type { ChartSubject } from '../../subject';

/** Checks the names of the rendered images. */
export function* imageNames({ values }: ChartSubject): Iterable<Violation> {
  const { image, auth } = values.backstage;
  yield* checkImage('backstage.image', image, DEFAULTS.image.repository);
  if (auth.registration.enabled) {
    const { repository } = OPTION_DEFAULTS.registration.image;
    yield* checkImage('backstage.auth.registration.image', auth.registration.image, repository);
  }
}
