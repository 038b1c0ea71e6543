import type { Image } from '../../../kubernetes/image';
import { withoutSlashes } from '../../../util/without-slashes';
import { imageOf as imageWithoutRegistry } from '../../common/image';
import type { ResolvedChart } from '../subject';

/** Returns the image, with `global.imageRegistry` instead of the registry in its repository (chart: helper `image`). */
export function imageOf(resolved: ResolvedChart): Image {
  const { global, backstage } = resolved.values;
  const image = imageWithoutRegistry(backstage.image);
  const { imageRegistry = '' } = global;
  const registry = resolved.reproduces('registry-slash') ? imageRegistry : withoutSlashes(imageRegistry);
  return imageRegistry && !image.registry
    ? { ...image, repository: `${registry}/${withoutRegistry(image.repository ?? '')}` }
    : image;
}

/** Returns a repository without its first part if that is a registry: it has a dot or a port, or is localhost. */
function withoutRegistry(repository: string): string {
  const [first = '', ...others] = repository.split('/');
  const isRegistry = others.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isRegistry ? others.join('/') : repository;
}
