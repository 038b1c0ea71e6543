import type { Violation } from '../../util/violation';
import { find } from '../config-tree';
import { kindsOf } from './catalog-rules';
import type { CustomConfig } from './custom-config';
import { otherEnvironment } from './environment';
import { GITHUB, replacedIntegrations } from './integrations';
import { closedListener } from './listener';
import { otherOrigins } from './origins';
import { removedSections } from './removed-sections';
import { replacedList } from './replaced-list';

/**
 * Finds parts of the image's configuration that custom configuration takes away. Backstage merges maps. A list replaces
 * the whole list, and null removes a key with all keys below it (Backstage: ConfigReader of its package `config`).
 */
export function* configFindings(custom: CustomConfig): Iterable<Violation> {
  const { image, trees, variables, files, portal } = custom;
  const read = variables.filter(({ value }) => value(portal) !== undefined).flatMap(({ configKeys }) => configKeys);
  const lists = image.lists.map(({ key }) => key);
  const allowed = trees.flatMap(({ tree }) => kindsOf(find(tree, ['catalog', 'rules'])));
  const hasGithub = files.some(({ content }) => find(content, GITHUB) !== undefined);
  for (const given of trees) {
    yield* removedSections(given, read, lists);
    for (const list of image.lists) {
      yield* replacedList(given, list, allowed);
    }
    if (hasGithub) {
      yield* replacedIntegrations(given, portal);
    }
    yield* otherOrigins(given, portal);
    yield* closedListener(given);
  }
  yield* otherEnvironment(custom);
}
