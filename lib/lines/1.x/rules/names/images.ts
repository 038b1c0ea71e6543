import type { Violation } from '../../../../util/violation';
import { checkImage, checkRegistry } from '../../../common/checks/names/images';
import { DEFAULTS } from '../../profile';
import type { ChartSubject } from '../../subject';

/** Checks the names of the rendered image, and of the registry for the images of all components. */
export function* imageNames({ values: { global, backstage } }: ChartSubject): Iterable<Violation> {
  // The defect `registry-slash` is about a slash at the end.
  const registry = global.imageRegistry?.replace(/(?<!\/)\/+$/, '');
  yield* checkRegistry('global.imageRegistry', registry);
  yield* checkImage('backstage.image', backstage.image, DEFAULTS.image.repository);
}
