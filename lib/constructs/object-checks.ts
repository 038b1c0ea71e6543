import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { acrossViolations } from '../kubernetes/across';
import type { AcrossViolation, KnownObject } from '../kubernetes/across/violation';
import { checkObject } from '../kubernetes/checks';
import { textOf } from '../util/members';
import { printable } from '../util/printable';
import { type Violation, violationText } from '../util/violation';
import { isComposite, markComposite } from './composite';
import { isChecked, kubernetesVersionOf } from './configure-checks';
import { problemsUnlessPassed } from './passed-charts';
import { type RenderedObject, renderedObjects } from './rendered-objects';

/** Violation in an object that a check of a construct found. */
export interface ObjectProblem extends Violation {
  readonly of: RenderedObject;
}

/** Check of a construct that reads the objects of its chart. */
export type ChartCheck = (objects: readonly RenderedObject[]) => ObjectProblem[];

const checkedCharts = new WeakSet<Chart>();
const chartChecks = new WeakMap<IConstruct, ChartCheck>();

/**
 * Makes synthesis fail if the API server would refuse an object of the chart that contains a construct of this package.
 * It also fails if objects of the chart conflict. The objects may be those of other packages.
 *
 * @param construct construct of this package
 * @param check additional check of the construct
 */
export function checkObjectsAround(construct: IConstruct, check?: ChartCheck): void {
  markComposite(construct);
  if (check !== undefined) {
    chartChecks.set(construct, check);
  }
  const chart = Chart.of(construct);
  if (!checkedCharts.has(chart)) {
    checkedCharts.add(chart);
    chart.node.addValidation({ validate: () => problemsUnlessPassed(chart, chartProblems) });
  }
}

function chartProblems(chart: Chart): string[] {
  const { objects, problems } = renderedObjects(chart);
  // The messages of a construct name its props, so they are better than those about its object.
  const hasMessages = memoize((owner: IConstruct) => isComposite(owner) && owner.node.findAll().some(refuses));
  const checks = chart.node.findAll().flatMap((construct) => chartChecks.get(construct) ?? []);
  const found = [
    ...objects.flatMap(objectProblems),
    ...checks.flatMap((check) => check(objects)),
    ...acrossProblems(objects),
  ];
  return [...problems, ...found.filter(({ of }) => !hasMessages(of.owner)).map(problemText)];
}

function refuses({ node }: IConstruct): boolean {
  return node.validate().length > 0;
}

const acceptedProblems = new WeakMap<ApiObject, ReadonlySet<string>>();

/** Accepts the present problems of the objects of a chart, because rules that refuse them are switched off. */
export function acceptObjects(chart: Chart): void {
  for (const of of renderedObjects(chart).objects) {
    const problems = objectProblems(of).map(({ path, message }) => `${path} ${message}`);
    acceptedProblems.set(of.apiObject, new Set(problems));
  }
}

/** Returns what the API server refuses in an object. */
function objectProblems(of: RenderedObject): ObjectProblem[] {
  const accepted = acceptedProblems.get(of.apiObject);
  return checkObject(of.object, { kubernetesVersion: kubernetesVersionOf(of.owner) })
    .filter(({ path, message }) => accepted?.has(`${path} ${message}`) !== true)
    .filter(({ isOfType }) => isChecked(of.owner, isOfType ? 'kubernetes-fields' : 'kubernetes-objects'))
    .map((violation) => ({ ...violation, of }));
}

/** Returns how objects of a chart conflict, or refer to objects of other namespaces. */
function acrossProblems(objects: readonly RenderedObject[]): ObjectProblem[] {
  const labelled = objects.map((rendered) => ({ ...rendered, label: rendered.owner.node.path }));
  const originals = new Map(labelled.map((each) => [each.object, each]));
  return acrossViolations(labelled).flatMap((violation) => {
    const [of, other] = [violation.of, violation.other].map(({ object }) => originals.get(object));
    const isOn =
      of !== undefined && other !== undefined && [of, other].every((each) => isChecked(each.owner, violation.check));
    return isOn ? [{ ...violation, of, fix: fixOf(violation, isComposite(of.owner) && isComposite(other.owner)) }] : [];
  });
}

/** Returns the fix of a violation. Two portals in one chart have the same names if they have the same release. */
function fixOf({ path, fix, of }: AcrossViolation, isOfPortals: boolean): string {
  if (!isOfPortals) {
    return fix;
  }
  return path === 'metadata.name' ? renamingOf(of) : path === 'spec.selector' ? RELEASE_FIX : fix;
}

const RELEASE_FIX = 'give each portal a Release with another name, fullnameOverride and portalName';

function renamingOf({ identity: { kind } }: KnownObject): string {
  switch (kind) {
    case 'PriorityClass':
      return 'set another name, or create one BackstagePriorityClass for both portals';
    case 'ServiceAccount':
      return 'give each portal a BackstageServiceAccount with another name, or pass one to both as serviceAccount';
    default:
      return `${RELEASE_FIX}, or create the object once`;
  }
}

function problemText({ of, path, message, fix }: ObjectProblem): string {
  const { owner, object } = of;
  const name = textOf(object, 'metadata', 'name');
  const label = printable([textOf(object, 'kind'), name].filter((text) => text !== undefined).join(' '));
  const text = path === '' ? printable(`${message}; ${fix}`) : violationText({ path, message, fix });
  return [owner.node.path, label, text].filter((part) => part !== '').join(': ');
}

function memoize<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.has(key) ? (known.get(key) as Value) : of(key);
    known.set(key, value);
    return value;
  };
}
