import { isJsonMap } from '../../util/json';
import type { Violation } from '../../util/violation';
import { type ConfigTree, find } from '../config-tree';

/** Finds an address to listen on that only the pod itself can reach. */
export function* closedListener({ tree, pathOf }: ConfigTree): Iterable<Violation> {
  const keys = ['backend', 'listen'];
  const listen = find(tree, keys);
  const [host, path] = isJsonMap(listen)
    ? [listen.host, [...keys, 'host']]
    : [typeof listen === 'string' ? listen.replace(/:\d+$/, '') : undefined, keys];
  if (typeof host === 'string' && /^(?:localhost|127(?:\.\d+){3}|\[?::1\]?)$/i.test(host)) {
    yield {
      path: pathOf(path),
      message: 'must not be an address of the pod itself, because neither the probes nor the Service reach it',
      fix: 'remove it',
    };
  }
}
