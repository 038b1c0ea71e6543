import { ApiObject, type Chart } from 'cdk8s';
import { patchObjects, tryPatches } from '../../lib/constructs/patch-objects';
import type { PatchOperation } from '../../lib/kubernetes/json-patch';
import type { JsonMap } from '../../lib/util/json';
import { manifests, testChart } from '../support';

/** Data with keys that JSON pointers must escape. */
export const MAP: JsonMap = { 'a/b': 1, 'c~d': 2, '~1': 3, '': 4, nested: { deep: true } };

/** Default data of the object of {@link thing}. */
export const DATA: JsonMap = {
  map: MAP,
  list: ['zero', 'one', { two: 2 }],
  none: [],
  text: 'text',
};

/** Patch target: the object of {@link thing}. */
export const TARGET = { kind: 'Thing', name: 'thing' };

/** Returns a chart with one object with this data. */
export function thing(data: JsonMap = DATA): Chart {
  const chart = testChart();
  new ApiObject(chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' }, data });
  return chart;
}

/** Returns the data of the object after a patch. */
export function patched(...patch: PatchOperation[]): unknown {
  const chart = thing();
  patchObjects(chart, [{ target: TARGET, patch }]);
  return manifests(chart)[0]?.data;
}

/** Returns the data of the object with changed members. An undefined member counts as removed. */
export function withData(change: JsonMap): unknown {
  return { ...DATA, ...change };
}

/** Returns the problems of a patch of the object. If there are any, it checks that nothing changed. */
export function refusal(...patch: PatchOperation[]): string[] {
  const chart = thing();
  const before = manifests(chart);
  const problems = tryPatches(chart, [{ target: TARGET, patch }]);
  if (problems.length > 0) {
    expect(manifests(chart)).toEqual(before);
  }
  return problems.map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);
}
