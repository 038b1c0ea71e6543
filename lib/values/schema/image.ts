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
    registry: text("Registry that has a copy: takes the place of the repository's own. Empty: the repository's own."),
    repository: text('Registry and repository.', { default: defaults.repository }),
    tag: text(`Tag. Empty: ${tagWhereEmpty}.`, { default: defaults.tag }),
    digest: text('Digest, `sha256:` and 64 digits: the one image to pull, whatever becomes of the tag.'),
    pullPolicy: enumeration(['Always', 'IfNotPresent', 'Never'], 'When nodes pull the image.', {
      default: defaults.pullPolicy,
    }),
  });
