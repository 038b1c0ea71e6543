// This import registers the chart versions, as lib/index.ts does.
import '../lib/lines';

// Every run uses the same random values, so that a failure appears with the change that causes it. FC_SEED selects
// other values. The mock loads fast-check only in the files that use it.
jest.mock('fast-check', () => {
  const fastCheck = jest.requireActual('fast-check');
  fastCheck.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
  return fastCheck;
});
