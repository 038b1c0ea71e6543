import { FIDELITIES, reproducedDefects } from '../../lib/values/fidelity';

const ALL = ['api-url', 'plain-token', 'stale-config'] as const;

test('exact, the default, comes before corrected', () => {
  expect(FIDELITIES).toEqual(['exact', 'corrected']);
});

test('exact reproduces every defect', () => {
  expect([...reproducedDefects('exact', ALL)]).toEqual(ALL);
});

test('corrected reproduces no defect', () => {
  expect([...reproducedDefects('corrected', ALL)]).toEqual([]);
});

test('a list of ids reproduces the other defects, in their order', () => {
  expect([...reproducedDefects(['plain-token'], ALL)]).toEqual(['api-url', 'stale-config']);
  expect([...reproducedDefects(['stale-config', 'api-url'], ALL)]).toEqual(['plain-token']);
  expect([...reproducedDefects(['api-url', 'api-url'], ALL)]).toEqual(['plain-token', 'stale-config']);
});

test('an empty list is the same as exact, and a complete list is the same as corrected', () => {
  expect(reproducedDefects([], ALL)).toEqual(reproducedDefects('exact', ALL));
  expect(reproducedDefects(ALL, ALL)).toEqual(reproducedDefects('corrected', ALL));
});
