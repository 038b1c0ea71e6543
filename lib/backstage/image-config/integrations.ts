import { isJsonMap } from '../../util/json';
import type { Violation } from '../../util/violation';
import { type ConfigTree, find } from '../config-tree';
import type { Portal } from '../portal';
import { listOf } from './list-of';

/** Keys of the list of GitHub integrations. */
export const GITHUB = ['integrations', 'github'];

/** Finds a list of GitHub integrations that lacks the entry of the chart's file. */
export function* replacedIntegrations({ tree, pathOf }: ConfigTree, portal: Portal): Iterable<Violation> {
  const list = listOf(find(tree, GITHUB));
  const host = portal.externalCi?.githubActions?.host;
  const hosts = (list ?? []).map((item) => (isJsonMap(item) ? (item.host ?? 'github.com') : undefined));
  if (list !== undefined && !hosts.some((each) => each === host || each === '${GITHUB_HOST}')) {
    yield {
      path: pathOf(GITHUB),
      message:
        "replaces the chart's list for backstage.externalCI.githubActions; Backstage then uses no token for its host",
      fix: 'add { host: ${GITHUB_HOST}, token: ${GITHUB_TOKEN} }',
    };
  }
}
