import type { ImagePullPolicy } from './plus-objects';

/** An image to run (values: `backstage.image`). */
export interface Image {
  /**
   * Registry that has a copy of the image: takes the place of the repository's own.
   *
   * @default - the repository's own
   */
  readonly registry?: string;
  /**
   * Registry and repository of the image, without tag.
   *
   * @default - the chart's: 'ghcr.io/openchoreo/openchoreo-ui' for Backstage
   */
  readonly repository?: string;
  /**
   * Tag of the image, such as `v0.11.0`.
   *
   * @default - the chart's: 'v0.11.0' for Backstage; none beside a digest
   */
  readonly tag?: string;
  /**
   * Digest of the image, `sha256:` and 64 digits: the one image to pull, whatever becomes of the tag.
   *
   * @default - what the tag says
   */
  readonly digest?: string;
  /**
   * When nodes pull the image; `false` leaves it to Kubernetes.
   *
   * @default 'IfNotPresent'
   */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | ImagePullPolicy | false;
}

/** The text that names an image: `<registry>/<repository>:<tag>@<digest>`. */
export function imageReference(
  { registry, repository, tag, digest }: Image,
  defaults: Required<Pick<Image, 'repository' | 'tag'>>,
): string {
  const { rest, host } = splitRepository(repository ?? defaults.repository);
  const name = [registry || host, rest].filter(Boolean).join('/');
  if (!digest) {
    return `${name}:${tag || defaults.tag}`;
  }
  return tag ? `${name}:${tag}@${digest}` : `${name}@${digest}`;
}

/** The registry in a repository's name, where there is one, and what is behind it. */
export function splitRepository(repository: string): { readonly host: string; readonly rest: string } {
  const [first = '', ...others] = repository.split('/');
  // As container runtimes tell a registry from a folder on the default one.
  const isHost = others.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? { host: first, rest: others.join('/') } : { host: '', rest: repository };
}
