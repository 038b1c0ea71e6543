import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Finding } from '../util/finding';
import { textOf } from '../util/members';
import { isAlreadyChecked } from './already-checked';
import { type CheckId, isChecked } from './configure-checks';
import type { ChartCheck } from './object-checks';
import type { RenderedObject } from './rendered-objects';

const checksOf = new WeakMap<IConstruct, (readonly [CheckId, ChartCheck])[]>();

/**
 * Adds a check whose problems do not stop the synthesis. `warningsOf` returns them. Rules already checked a construct
 * that is built from values, so it gets no such check.
 *
 * @param construct construct of this package
 * @param id id of the check, which `configureChecks` can switch off
 * @param check check that reads the objects of the construct's chart
 */
export function warnAround(construct: IConstruct, id: CheckId, check: ChartCheck): void {
  if (!isAlreadyChecked(construct)) {
    checksOf.set(construct, [...(checksOf.get(construct) ?? []), [id, check]]);
  }
}

/** Returns the warnings about the objects of a chart, in the order of its constructs. */
export function chartWarnings(chart: Chart, objects: readonly RenderedObject[]): Finding[] {
  const checks = chart.node.findAll().flatMap((construct) => checksOf.get(construct) ?? []);
  return checks.flatMap(([rule, check]) =>
    check(objects)
      .filter(({ of }) => isChecked(of.owner, rule))
      .map(({ of, path, message, fix }): Finding => {
        const object = `${textOf(of.object, 'kind')} ${textOf(of.object, 'metadata', 'name')}`;
        return { rule, severity: 'warning', path, message, fix, construct: of.owner.node.path, object };
      }),
  );
}
