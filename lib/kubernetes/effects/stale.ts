import { isDeepStrictEqual } from 'node:util';
import { describeName } from '../../util/describe';
import { isMap, listOf, memberOf, textOf } from '../../util/members';
import { childPath } from '../../util/path';
import { podsOf } from '../across/pods';
import { affected, type Change, kubectlName, type UpdatedObject } from './change';
import type { Effect } from './effect';
import { templateChanges } from './restarts';

/** Returns an effect for each ConfigMap or Secret that changes while the pods that read it go on. */
export function stale({ updated }: Change): Effect[] {
  const unchanged = updated.filter((each) => podsOf(each.result) !== undefined && templateChanges(each).length === 0);
  return updated.flatMap((each) => {
    const keys = changedKeys(each);
    if (keys.length === 0) {
      return [];
    }
    const readers = unchanged.filter(
      (workload) => workload.identity.namespace === each.identity.namespace && readsAtStart(workload, each, keys),
    );
    return readers.map(({ identity }) => ({
      effect: 'stale' as const,
      object: affected(each),
      path: keys.map((key) => childPath('data', describeName(key))).join(', '),
      message: `the pods of ${identity.kind} ${identity.name} continue with the old content, because they read it when they start`,
      fix: `after the change, run kubectl rollout restart ${kubectlName(identity)}`,
    }));
  });
}

/** Returns the keys of a ConfigMap or Secret whose content changes. */
function changedKeys({ identity, live, result }: UpdatedObject): string[] {
  if (identity.group !== '' || !['ConfigMap', 'Secret'].includes(identity.kind)) {
    return [];
  }
  const [old, now] = [live, result].map(contentOf);
  const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  return keys.filter((key) => !isDeepStrictEqual(old?.[key], now?.[key]));
}

function contentOf({ data, binaryData }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...(isMap(data) ? data : {}), ...(isMap(binaryData) ? binaryData : {}) };
}

/** Whether pods read one of the keys when they start: as a variable, or as a file mounted by `subPath`. */
function readsAtStart({ result }: UpdatedObject, { identity }: UpdatedObject, keys: readonly string[]): boolean {
  const { spec } = podsOf(result) ?? {};
  const [member, reference] = identity.kind === 'Secret' ? ['secret', 'secretRef'] : ['configMap', 'configMapRef'];
  const isOfVolume = (source: unknown) =>
    textOf(source, member, 'secretName') === identity.name || textOf(source, member, 'name') === identity.name;
  const volumes = listOf(spec, 'volumes')
    .filter((volume) => isOfVolume(volume) || listOf(volume, 'projected', 'sources').some(isOfVolume))
    .map((volume) => textOf(volume, 'name'));
  const containers = ['initContainers', 'containers'].flatMap((list) => listOf(spec, list));
  return containers.some(
    (container) =>
      listOf(container, 'envFrom').some((source) => textOf(source, reference, 'name') === identity.name) ||
      listOf(container, 'env').some((variable) => readsKey(variable, `${member}KeyRef`, identity.name, keys)) ||
      listOf(container, 'volumeMounts').some(
        (mount) =>
          volumes.includes(textOf(mount, 'name')) &&
          (textOf(mount, 'subPath') !== undefined || textOf(mount, 'subPathExpr') !== undefined),
      ),
  );
}

function readsKey(variable: unknown, reference: string, name: string, keys: readonly string[]): boolean {
  const source = memberOf(variable, 'valueFrom', reference);
  return textOf(source, 'name') === name && keys.includes(textOf(source, 'key') ?? '');
}
