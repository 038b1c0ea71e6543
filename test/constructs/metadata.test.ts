// Custom labels and annotations of the object of every construct.
import * as library from '../../lib';
import { BackstageResource } from '../../lib/constructs/resource';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { identities, manifests, testChart } from '../support';
import { everyConstruct } from './every-construct';

const METADATA = {
  labels: { team: 'platform', 'app.kubernetes.io/part-of': 'portal' },
  annotations: { 'example.com/owner': 'team-a' },
};

/** Returns the objects of all constructs. */
function rendered(metadata?: typeof METADATA): Manifest[] {
  const chart = testChart({ namespace: 'team-a' });
  everyConstruct(chart, { metadata });
  return manifests(chart);
}

/** Returns the identities of the objects that a check fails for. */
function offenders(check: (plain: Manifest, labelled: Manifest) => boolean): string[] {
  const plain = rendered();
  const labelled = rendered(METADATA);
  return identities(labelled.filter((manifest, index) => !check(plain[index] ?? manifest, manifest)));
}

test('covers every construct that renders an object', () => {
  const chart = testChart();
  everyConstruct(chart);
  const made = new Set(chart.node.findAll().map((construct) => construct.constructor.name));
  const exported = Object.entries(library).filter(
    ([name, value]) =>
      typeof value === 'function' && value.prototype instanceof BackstageResource && name !== 'BackstageResource',
  );
  expect(exported.length).toBeGreaterThan(15);
  expect(exported.map(([name]) => name).filter((name) => !made.has(name))).toEqual([]);
});

test('adds labels and annotations to every object', () => {
  expect(offenders((_, { metadata }) => contains(metadata.labels, METADATA.labels))).toEqual([]);
  expect(offenders((_, { metadata }) => contains(metadata.annotations, METADATA.annotations))).toEqual([]);
});

test('keeps the labels of the release and the annotations of the construct', () => {
  const overridden = new Set(Object.keys(METADATA.labels));
  expect(
    offenders((plain, { metadata }) => {
      // Custom labels of a ServiceMonitor replace the default label that Prometheus selects it by.
      const own = plain.kind === 'ServiceMonitor' ? ['prometheus'] : [];
      const labels = Object.entries(plain.metadata.labels ?? {}).filter(
        ([key]) => !overridden.has(key) && !own.includes(key),
      );
      return labels.length > 4 && contains(metadata.labels, Object.fromEntries(labels));
    }),
  ).toEqual([]);
  expect(offenders((plain, { metadata }) => contains(metadata.annotations, plain.metadata.annotations))).toEqual([]);
});

test('changes only metadata: no selector, pod template or name', () => {
  const withoutMetadata = ({ metadata: { labels, annotations, ...identity }, ...manifest }: Manifest) =>
    JSON.stringify({ ...manifest, identity });
  expect(offenders((plain, labelled) => withoutMetadata(plain) === withoutMetadata(labelled))).toEqual([]);
});

/** Whether a map has all members of another. */
function contains(map: Manifest['metadata']['labels'] = {}, members: Manifest['metadata']['labels'] = {}): boolean {
  return Object.entries(members).every(([key, value]) => map[key] === value);
}
