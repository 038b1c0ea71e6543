import { textBefore } from '../util/text-before';
import type { ChartProfile } from './profile';

/** Facts about the image of a chart version: what its Dockerfile and its configuration file set. */
export interface ImageFacts {
  /** Variables of the Dockerfile that a custom variable replaces. */
  readonly variables: readonly ImageVariable[];
  /** Lists of the configuration that a custom list replaces. */
  readonly lists: readonly ImageList[];
  /** Provider with which users sign in, and the only environment that the configuration has for it. */
  readonly signIn: { readonly provider: string; readonly environment: string };
}

/** Variable that the image sets. A custom variable with its name replaces the whole value. */
export interface ImageVariable {
  readonly name: string;
  /** Value in the image. */
  readonly value: string;
  /**
   * Text that a custom value must contain.
   *
   * @default - the whole value; a custom value must be equal
   */
  readonly part?: string;
  /** Consequence of a value without it, as a clause. */
  readonly without: string;
  /** Weight of the finding about such a value. */
  readonly severity: 'warning' | 'info';
}

/** List of the image's configuration. Backstage merges maps, but a custom list replaces the whole list. */
export interface ImageList {
  /** Path of the list in the configuration. */
  readonly key: string;
  readonly entries: readonly (string | ImageLocation)[];
  /** Consequence of a list without the entries, as a clause. */
  readonly without: string;
}

/** File in the image from which Backstage loads entities into its catalog. */
export interface ImageLocation {
  /** Absolute path of the file. */
  readonly target: string;
  /** Kind of the entities in the file, which the entry of the list must allow. */
  readonly kind: string;
}

/**
 * Checks whether an image is the chart's, or a copy of it in another registry.
 *
 * @param reference repository of an image, or a reference to it with tag and digest; undefined for the chart's
 */
export function isImageOfChart(reference: string | undefined, { defaults }: ChartProfile): boolean {
  return reference === undefined || nameOf(reference) === nameOf(defaults.image.repository);
}

function nameOf(reference: string): string {
  const [last = ''] = reference.split('/').slice(-1);
  return textBefore(last, /[:@]/);
}
