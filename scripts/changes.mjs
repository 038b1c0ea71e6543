// Applies changes to a cluster, and compares what it does with the predicted effects: `npm run changes`.
//
// Uses the cluster of kubectl's current context (KUBECONFIG). Each change has its own namespace, which is deleted at the
// end. Writes test/kubernetes/changes.jsonl.gz, which tests hold the predictions against.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Cluster } from './changes/cluster.mjs';
import { objectPairs, portalPairs } from './changes/pairs.mjs';
import { wrongPredictions } from './changes/predictions.mjs';
import { randomFrom } from './verdicts/cases.mjs';

/** Number of pairs of portals. */
const PORTALS = 80;
/** Share of the changes of single objects. */
const OBJECTS = 0.0007;

const random = randomFrom(18);
const cluster = new Cluster();
const seen = [];
let wrong = 0;
try {
  for (const pair of [...portalPairs(random, PORTALS), ...objectPairs(random, OBJECTS)]) {
    const change = cluster.observe(pair, random() < 0.75 ? 'server-side' : 'client-side');
    if (change !== undefined) {
      seen.push(change);
      if (seen.length % 20 === 0) {
        console.log(`${seen.length} changes`);
      }
      for (const text of wrongPredictions(change)) {
        wrong++;
        console.log(`${change.what} (${change.apply}): ${text}`);
      }
    }
  }
} finally {
  cluster.cleanUp();
}
const lines = [{ version: cluster.version }, ...seen].map((line) => `${JSON.stringify(line)}\n`);
writeFileSync(new URL('../test/kubernetes/changes.jsonl.gz', import.meta.url), gzipSync(lines.join(''), { level: 9 }));
console.log(`${seen.length} changes on ${cluster.version}, ${wrong} wrong predictions`);
