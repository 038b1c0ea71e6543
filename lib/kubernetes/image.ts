import type { ImagePullPolicy } from './plus-objects';

/** Container image to run (values: `backstage.image`). */
export interface Image {
  /**
   * Registry that has a copy of the image. It replaces the registry in `repository`.
   *
   * @default - the registry in `repository`
   */
  readonly registry?: string;
  /**
   * Registry and repository of the image, without tag.
   *
   * @default - the repository in the chart: 'ghcr.io/openchoreo/openchoreo-ui' for Backstage
   */
  readonly repository?: string;
  /**
   * Tag of the image, such as `v0.11.0`.
   *
   * @default - the tag in the chart: 'v0.11.0' for Backstage; no tag if `digest` is set
   */
  readonly tag?: string;
  /**
   * Digest of the image: `sha256:` and 64 hexadecimal digits. Nodes pull this image even if the tag changes.
   *
   * @default - the image that the tag refers to
   */
  readonly digest?: string;
  /**
   * Pull policy of the image. `false` omits the field, so that Kubernetes chooses.
   *
   * @default 'IfNotPresent'
   */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | ImagePullPolicy | false;
}

/** Returns the reference to an image: `<registry>/<repository>:<tag>@<digest>`. */
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

/** Splits a repository's name into its registry, which may be empty, and the rest. */
export function splitRepository(repository: string): { readonly host: string; readonly rest: string } {
  const [first = '', ...others] = repository.split('/');
  // Container runtimes use the same rule to tell a registry from a folder in the default registry.
  const isHost = others.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? { host: first, rest: others.join('/') } : { host: '', rest: repository };
}

const DOMAIN_PART = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const REGISTRY = `(?:${DOMAIN_PART}(?:\\.${DOMAIN_PART})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const TAG = '\\w[\\w.-]{0,127}';
const DIGEST = 'sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}';
const REPOSITORY = `(${PATH_PART}(?:/${PATH_PART})*)`;
const REFERENCE = new RegExp(`^(?:${REGISTRY}/)?${REPOSITORY}(?::${TAG})?(?:@(?:${DIGEST}))?$`);

/** Longest path of a repository. */
const MAX_REPOSITORY = 255;

/** Checks whether container runtimes can parse a reference to an image, such as `ghcr.io/team/app:v2`. */
export function isImageReference(reference: string): boolean {
  const { host } = splitRepository(reference);
  // Runtimes read a first part with capitals as a registry too. Without a registry, they use the default one.
  const hasRegistry = host !== '' || /^[^/A-Z]*[A-Z][^/]*\//.test(reference);
  const [, repository = ''] = REFERENCE.exec(hasRegistry ? reference : `docker.io/${reference}`) ?? [];
  return repository !== '' && repository.length <= MAX_REPOSITORY && !/^[a-f0-9]{64}$/.test(reference);
}
