import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { SHARED_OBJECTS } from '../kubernetes/across/check-ids';
import { sharedFindings } from '../kubernetes/across/shared-findings';
import { ObjectGroups } from '../kubernetes/across/shared-objects';
import { checkArgument } from '../util/check-argument';
import type { Finding } from '../util/finding';
import { shape } from '../util/shape';
import { chartWarnings } from './chart-warnings';
import { isChecked } from './configure-checks';
import { renderedObjects } from './rendered-objects';

/**
 * Returns findings about the charts of an app that do not stop its synthesis. Warnings are about portals that do not
 * work as expected. Infos are about objects that several charts contain: applied to one cluster, such charts overwrite
 * each other's objects. cdk8s prints no warnings. `runApp` prints them, or you print them yourself.
 *
 * @param scope app, or any construct in it
 * @example
 * ```ts
 * import { App } from 'cdk8s';
 * import { formatFindings, warningsOf } from 'cdk8s-openchoreo-backstage';
 *
 * const app = new App();
 * console.error(formatFindings(warningsOf(app)));
 * ```
 */
export function warningsOf(scope: IConstruct): Finding[] {
  checkArgument('warningsOf', 'scope', scope, shape('a construct', Construct.isConstruct));
  const groups = new ObjectGroups();
  const warnings: Finding[] = [];
  for (const chart of scope.node.root.node.findAll().filter(Chart.isChart)) {
    const { objects } = renderedObjects(chart);
    warnings.push(...chartWarnings(chart, objects));
    const checked = objects.filter(({ owner }) => isChecked(owner, SHARED_OBJECTS));
    groups.add(
      chart.node.path,
      checked.map(({ object }) => object),
    );
  }
  return [...warnings, ...sharedFindings(groups.shared())];
}
