import { enumeration, section, text } from '../node';

/** What holds where no image is given. */
interface ImageDefaults {
  readonly repository: string;
  readonly tag: string;
  readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
}

/** An image to run. */
export const image = (description: string, tagWhereEmpty: string, defaults: ImageDefaults) =>
  section(description, {
    registry: text(
      "Registry that has a copy of the image: takes the place of the repository's own. Empty: the repository's own.",
    ),
    repository: text('Registry and repository of the image.', { default: defaults.repository }),
    tag: text(`Tag of the image. Empty: ${tagWhereEmpty}.`, { default: defaults.tag }),
    digest: text('Digest of the image, `sha256:` and 64 digits: the one image to pull, whatever becomes of the tag.'),
    pullPolicy: enumeration(['Always', 'IfNotPresent', 'Never'], 'When nodes pull the image.', {
      default: defaults.pullPolicy,
    }),
  });
