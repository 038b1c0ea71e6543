import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type ApplyMode, type EffectKind, effects, type Manifest } from '../../../lib';

/** A change, and what a cluster did when it was applied. Objects have the form `<kind> <name>`. */
interface Change {
  readonly what: string;
  readonly apply: ApplyMode;
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  readonly did: {
    readonly refused: readonly { readonly object: string; readonly message: string }[];
    /** Objects whose pods it replaced. */
    readonly restarts: readonly string[];
    /** Objects that changed. */
    readonly changes: readonly string[];
    /** Objects whose number of pods fell to the default. */
    readonly resets: readonly string[];
  };
}

const changes = readChanges();

/** Returns the predictions of a change, in the form of what a cluster did. */
function predicted({ before, after, apply }: Change) {
  const found = effects(before, after, { apply });
  const isInBoth = (id: string) => [before, after].every((objects) => objects.some((object) => idOf(object) === id));
  const objects = (...kinds: EffectKind[]) =>
    sorted(
      found
        .filter(({ effect }) => kinds.includes(effect))
        .map(({ object: { kind, name } }) => `${kind} ${name}`)
        .filter(isInBoth),
    );
  // An autoscaler changes the number of pods at any time.
  const isScaled = before.some(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return {
    refused: objects('refused'),
    restarts: objects('restarts'),
    changes: isScaled ? objects('restarts', 'stale', 'updates') : objects('restarts', 'resets', 'stale', 'updates'),
    resets: sorted(
      found
        .filter(({ path }) => path === 'spec.replicas')
        .flatMap(({ effect, object }) => (effect === 'resets' ? [idOf({ kind: object.kind, metadata: object })] : [])),
    ),
  };
}

test('the changes contain refused, restarting, resetting and unchanged objects, in both ways to apply', () => {
  const with_ = (part: keyof Change['did']) => changes.filter(({ did }) => did[part].length > 0).length;
  expect(changes.length).toBeGreaterThan(100);
  expect(with_('refused')).toBeGreaterThan(10);
  expect(with_('restarts')).toBeGreaterThan(30);
  expect(with_('resets')).toBeGreaterThan(2);
  expect(changes.filter(({ did }) => did.changes.length === 0 && did.refused.length === 0).length).toBeGreaterThan(2);
  expect(new Set(changes.map(({ apply }) => apply)).size).toBe(2);
});

test('each prediction is what the cluster did', () => {
  const wrong = changes.flatMap((change) => {
    const { refused, ...others } = change.did;
    const did = Object.fromEntries(Object.entries(others).map(([part, ids]) => [part, sorted(ids)]));
    const seen = { ...did, refused: sorted(refused.map(({ object }) => object)) };
    const prediction = predicted(change);
    return JSON.stringify(Object.entries(prediction).sort()) === JSON.stringify(Object.entries(seen).sort())
      ? []
      : [{ what: `${change.what} (${change.apply})`, prediction, seen }];
  });
  expect(wrong).toEqual([]);
});

function idOf({ kind, metadata: { name } }: Pick<Manifest, 'kind' | 'metadata'>): string {
  return `${kind} ${name}`;
}

function sorted(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}

function readChanges(): readonly Change[] {
  const file = join(__dirname, '../changes.jsonl.gz');
  const [, ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
