import type { ConfigTree } from '../config-tree';
import type { ImageFacts } from '../image-facts';
import type { Portal } from '../portal';
import type { ConfigFile } from '../profile';
import type { Variable } from '../variables';

/** Custom configuration, and what it overrides. */
export interface CustomConfig {
  readonly image: ImageFacts;
  /** Custom configuration. Later trees override earlier ones. */
  readonly trees: readonly ConfigTree[];
  /** Variables of the chart, which the image's configuration reads. */
  readonly variables: readonly Variable<Portal>[];
  /** Configuration files of the chart, which Backstage reads before the custom configuration. */
  readonly files: readonly Pick<ConfigFile, 'content'>[];
  readonly portal: Portal;
}
