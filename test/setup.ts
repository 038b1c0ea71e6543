import fc from 'fast-check';

// The same inputs at every run, so that a failure is found by whoever caused it; FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
