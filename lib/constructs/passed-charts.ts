import { ApiObject, type Chart } from 'cdk8s';

// cdk8s validates the whole app again for each of its charts. An app with many charts would render each object many
// times. So a chart that passed is not checked again in the same synthesis, unless it changed.

/** Charts that passed, with the state that they had. */
let passed = new WeakMap<Chart, string>();

/** Checks a chart, unless it passed before in this turn of the event loop and has not changed since. */
export function problemsUnlessPassed(chart: Chart, check: (chart: Chart) => string[]): string[] {
  const state = stateOf(chart);
  if (state !== undefined && passed.get(chart) === state) {
    return [];
  }
  const problems = check(chart);
  if (problems.length === 0 && state !== undefined) {
    passed.set(chart, state);
    // Synthesis is synchronous, so the next synthesis of a program that waits in between checks all charts.
    queueMicrotask(forgetPassedCharts);
  }
  return problems;
}

/** Makes the next validation check all charts. Methods that change constructs or checks call it. */
export function forgetPassedCharts(): void {
  passed = new WeakMap();
}

/** Returns what can change in a chart: its constructs, and the patches and metadata of its objects. */
function stateOf(chart: Chart): string | undefined {
  const constructs = chart.node.findAll();
  const states = constructs.filter(ApiObject.isApiObject).map((apiObject) => {
    const { metadata } = apiObject;
    const patches: unknown = Reflect.get(apiObject, 'patches');
    const members = ['labels', 'annotations', '_additionalAttributes'].map((key): unknown =>
      Reflect.get(metadata, key),
    );
    return Array.isArray(patches) ? [patches.length, members] : undefined;
  });
  try {
    return states.includes(undefined) ? undefined : JSON.stringify([constructs.length, states]);
  } catch {
    // Metadata can contain itself or a BigInt, which the check reports.
    return undefined;
  }
}
