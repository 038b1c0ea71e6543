// Chooses objects to ask the API server about: changes of valid objects, and objects that changed values render.
import { createRequire } from 'node:module';
import { LINES } from '../lines.mjs';
import { BASES, SINGLE } from './bases.mjs';
import { Mutations } from './mutations.mjs';
import { PORTALS } from './values.mjs';

const require = createRequire(import.meta.url);
const { renderManifests } = require('../../build/lib/index.js');
const { lineOf } = require('../../build/lib/lines/index.js');
const kubernetes = require('../../imports/kubernetes.json');
const customResources = require('../../imports/custom-resources.json');

/** Returns every change of every valid object. */
export function* allCases() {
  yield* SINGLE;
  const mutations = new Mutations(kubernetes, structureOf, BASES);
  for (const base of BASES) {
    const title = `${base.kind} ${base.metadata.name}`;
    yield { label: title, what: title, object: base };
    for (const { label, what, change } of mutations.of(base)) {
      yield {
        label,
        what: `${title}: ${what}`,
        get object() {
          return change(base);
        },
      };
    }
  }
}

/** Returns some changes of each member of each type in each kind, chosen at random. */
export function someCases(random, perMember) {
  const byMember = new Map();
  for (const each of allCases()) {
    const key = `${each.what.split(' ')[0]} ${each.label}`;
    const list = byMember.get(key) ?? [];
    list.push(each);
    byMember.set(key, list);
  }
  return [...byMember.values()].flatMap((list) => sample(list, perMember, random));
}

/** Returns the objects that values with one or two random changes render, in each line and fidelity. */
export function valuesCases(random, runs) {
  const cases = [];
  const seen = new Set();
  for (const { name, version } of LINES) {
    const { schema } = lineOf(version);
    const mutations = new Mutations(kubernetes, () => schema, PORTALS[name]);
    for (const portal of PORTALS[name]) {
      const changes = [...mutations.of(portal)];
      for (const fidelity of ['exact', 'corrected']) {
        for (let run = 0; run < runs; run++) {
          const picked = sample(changes, random() < 0.4 ? 2 : 1, random);
          const what = picked.map((change) => change.what).join(' and ');
          for (const object of rendered(portal, picked, { chartVersion: version, fidelity, allow: ['*'] })) {
            const text = JSON.stringify(object);
            if (!seen.has(text)) {
              seen.add(text);
              cases.push({ label: `${object.kind} ${picked[0].label}`, what: `${name}, ${fidelity}: ${what}`, object });
            }
          }
        }
      }
    }
  }
  return cases;
}

/** Returns the objects of changed values without their namespace; none if the values cannot be rendered. */
function rendered(values, changes, options) {
  try {
    const changed = changes.reduce((before, { change }) => change(before), values);
    return renderManifests(changed, options).map(({ metadata: { namespace, ...metadata }, ...object }) => ({
      ...object,
      metadata,
    }));
  } catch {
    return [];
  }
}

/** Returns numbers from 0 to 1 that look random but are the same in each run. */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sample(list, count, random) {
  const rest = [...list];
  return Array.from(
    { length: Math.min(count, list.length) },
    () => rest.splice(Math.floor(random() * rest.length), 1)[0],
  );
}

function structureOf({ apiVersion, kind }) {
  const custom = customResources[`${apiVersion}/${kind}`];
  return custom === undefined
    ? { $ref: `#/definitions/${kind}` }
    : { ...custom, properties: { ...custom.properties, metadata: { $ref: '#/definitions/ObjectMeta' } } };
}
