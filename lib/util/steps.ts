/** Work that its caller runs step by step, so that the process can handle signals between two steps. */
export type Steps<Result = void> = Generator<void, Result, void>;

/** Runs all steps without a pause, and returns the result. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** Runs all steps, and lets the process handle its events after each. Returns the result. */
export async function runStepsWithPauses<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
