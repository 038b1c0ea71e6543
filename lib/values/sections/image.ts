import { enumeration, section, text } from '../node';

/** Defaults of an image. */
interface ImageDefaults {
  readonly repository: string;
  readonly tag: string;
  readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
}

/** Returns the section for an image. */
export const image = (description: string, defaultTag: string, defaults: ImageDefaults) =>
  section(description, {
    registry: text(
      'Registry with a copy of the image. It replaces the registry in `repository`. If empty, the registry in `repository` is used.',
    ),
    repository: text('Registry and repository of the image.', { default: defaults.repository }),
    tag: text(`Tag of the image. If empty, it is ${defaultTag}.`, { default: defaults.tag }),
    digest: text(
      'Digest of the image: `sha256:` and 64 hexadecimal digits. Nodes pull exactly this image, even if the tag moves.',
    ),
    pullPolicy: enumeration(['Always', 'IfNotPresent', 'Never'], 'When nodes pull the image.', {
      default: defaults.pullPolicy,
    }),
  });
