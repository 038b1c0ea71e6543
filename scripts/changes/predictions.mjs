// Compares the effects that were predicted with what a cluster did.
import { createRequire } from 'node:module';

const { effects } = createRequire(import.meta.url)('../../build/lib/index.js');

/** Returns the wrong predictions about a change; none if all are right. */
export function wrongPredictions({ before, after, apply, did }) {
  const found = effects(before, after, { apply });
  const objectsWith = (...kinds) =>
    found.filter(({ effect }) => kinds.includes(effect)).map(({ object: { kind, name } }) => `${kind} ${name}`);
  const known = (id) =>
    [before, after].every((list) => list.some(({ kind, metadata }) => `${kind} ${metadata.name}` === id));
  const resets = found.filter(({ effect, path }) => effect === 'resets' && path === 'spec.replicas');
  const predictions = {
    refused: objectsWith('refused'),
    restarts: objectsWith('restarts'),
    changes: objectsWith('restarts', 'stale', 'updates')
      .concat(hasAutoscaler(before) ? [] : objectsWith('resets'))
      .filter(known),
    resets: resets.map(({ object: { kind, name } }) => `${kind} ${name}`),
  };
  return Object.entries(predictions).flatMap(([effect, predicted]) => {
    const [one, two] = [predicted, did[effect].map((each) => each.object ?? each)].map(sorted);
    return one === two ? [] : [`${effect}: predicted ${one || 'none'}, seen ${two || 'none'}`];
  });
}

function hasAutoscaler(objects) {
  return objects.some(({ kind }) => kind === 'HorizontalPodAutoscaler');
}

function sorted(ids) {
  return [...new Set(ids)].sort().join(', ');
}
