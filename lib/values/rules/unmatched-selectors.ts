import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import { schema } from '../schema';
import type { Problem, Rule } from './rule';

/** A selector that matches no pod counts, protects or restricts none. */
export const unmatchedSelectors: Rule = {
  id: 'unmatched-selectors',
  severity: 'warning',
  about: "Selectors match the Deployment's pods.",
  *check({ values: { backstage }, release, fidelity }) {
    if (!backstage.enabled || fidelity === 'corrected') {
      return;
    }
    const constraints = backstage.topologySpreadConstraints ?? [];
    const list = 'backstage.topologySpreadConstraints';
    if (constraints === schema.properties.backstage.properties.topologySpreadConstraints.default) {
      // They all have the same selector.
      yield* unmatched(list, constraints[0]);
    } else {
      for (const [index, constraint] of constraints.entries()) {
        yield* unmatched(`${list}[${index}].labelSelector`, constraint);
      }
    }
    yield* chartSelector('podDisruptionBudget');
    yield* chartSelector('networkPolicy');

    function* unmatched(path: string, constraint: TopologySpreadConstraint | undefined): Iterable<Problem> {
      const { podLabels } = release;
      const wanted = Object.entries(constraint?.labelSelector?.matchLabels ?? {});
      const [key, value] = wanted.find(([key, value]) => podLabels[key] !== value) ?? [];
      if (key !== undefined) {
        yield {
          path,
          message: `matches none of Backstage's pods: they carry ${key}: ${podLabels[key] ?? '(none)'}, got ${value}`,
          mend: `use fidelity corrected, or select by app.kubernetes.io/name: ${release.chartName}`,
        };
      }
    }

    function* chartSelector(section: 'podDisruptionBudget' | 'networkPolicy'): Iterable<Problem> {
      if (backstage[section].enabled && release.fullname !== release.chartName) {
        yield {
          path: `backstage.${section}.enabled`,
          message: `its selector matches none of Backstage's pods: the chart looks for app.kubernetes.io/name: ${release.fullname}, they carry ${release.chartName}`,
          mend: "use fidelity corrected, which selects the Deployment's pods",
        };
      }
    }
  },
};
