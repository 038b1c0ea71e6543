import { runSteps, runStepsWithPauses, type Steps } from '../../lib/util/steps';

/** Appends a number to a list in each step, and returns the list. */
function* count(list: number[], end: number): Steps<number[]> {
  for (let step = 1; step <= end; step++) {
    list.push(step);
    yield;
  }
  return list;
}

test('runs all steps, and returns the result', async () => {
  expect(runSteps(count([], 3))).toEqual([1, 2, 3]);
  expect(runSteps(count([], 0))).toEqual([]);
  expect(await runStepsWithPauses(count([], 3))).toEqual([1, 2, 3]);
});

test('handles events between steps only if there are pauses', async () => {
  const list: number[] = [];
  setImmediate(() => list.push(0));
  runSteps(count(list, 2));
  expect(list).toEqual([1, 2]);
  await runStepsWithPauses(count(list, 2));
  expect(list.slice(0, 4)).toEqual([1, 2, 1, 0]);
});

test('throws the error of a step', async () => {
  function* fail(): Steps {
    yield;
    throw new Error('refused');
  }
  expect(() => runSteps(fail())).toThrow('refused');
  await expect(runStepsWithPauses(fail())).rejects.toThrow('refused');
});
