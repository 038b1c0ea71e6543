// Asks the API server of a cluster about many objects: `npm run verdicts [-- --all]`.
//
// Uses the cluster of kubectl's current context (KUBECONFIG), which must know all kinds that this package renders. It
// changes nothing there but a namespace, which it deletes at the end. Writes test/kubernetes/verdicts/objects.jsonl.gz,
// which tests hold the object checks against. With --all, it asks about every change of every object, writes nothing,
// and prints where the object checks differ.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { allCases, randomFrom, someCases, valuesCases } from './verdicts/cases.mjs';
import { differenceOf } from './verdicts/difference.mjs';
import { readExceptions, writeVerdicts } from './verdicts/file.mjs';
import { inNewNamespace } from './verdicts/server.mjs';

const { checkObject } = createRequire(import.meta.url)('../build/lib/kubernetes/checks/index.js');
const { values: options } = parseArgs({ options: { all: { type: 'boolean' } } });

/** Number of changes of a member to ask about. One with each answer is kept. */
const ASKED = 12;
/** Number of random values of each portal and fidelity. */
const VALUES = 80;
/** Number of objects to ask about at once. */
const BATCH = 500;

await inNewNamespace(async (server) => {
  const random = randomFrom(17);
  const cases = options.all ? allCases() : [...someCases(random, ASKED), ...valuesCases(random, VALUES)];
  const verdicts = [];
  const exceptions = readExceptions();
  const count = { asked: 0, differences: 0 };
  for (const batch of batches(cases, BATCH)) {
    const answers = await server.askAll(batch.map(({ object }) => object));
    count.asked += batch.length;
    for (const [index, answer] of answers.entries()) {
      const { label, what, object } = batch[index];
      if (answer === undefined) {
        throw new Error(`the cluster does not know the kind ${object.kind} (${object.apiVersion})`);
      }
      const violations = checkObject(object);
      const difference = differenceOf(answer, violations, exceptions);
      if (difference !== undefined) {
        count.differences++;
        console.log(`${what}\n  ${difference}`);
      }
      if (!options.all) {
        const differs = answer.ok !== (violations.length === 0);
        verdicts.push({ label, differs, verdict: { what, object, ...answer } });
      }
    }
  }
  if (!options.all) {
    const kept = someOfEach(verdicts);
    writeVerdicts(server.version, kept);
    const refused = kept.filter(({ ok }) => !ok).length;
    console.log(`kept ${kept.length}: ${kept.length - refused} accepted, ${refused} refused by ${server.version}`);
  }
  console.log(`asked about ${count.asked} objects, ${count.differences} differences`);
});

/** Returns the first verdict of each member with each answer, and all that the checks answer differently. */
function someOfEach(verdicts) {
  const seen = new Set();
  return verdicts.flatMap(({ label, differs, verdict }) => {
    const key = `${label} ${verdict.ok}`;
    const isKept = differs || !seen.has(key);
    seen.add(key);
    return isKept ? [verdict] : [];
  });
}

function* batches(items, size) {
  let batch = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}
