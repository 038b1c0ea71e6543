// Fills the slot in which releases look up their chart version, as lib/index.ts does.
import '../lib/lines';

// The same inputs at every run, so that a failure is found by whoever caused it; FC_SEED tries others. Most files do
// without fast-check: it is loaded where it is used.
jest.mock('fast-check', () => {
  const fastCheck = jest.requireActual('fast-check');
  fastCheck.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
  return fastCheck;
});
