import type { Rule } from './rule';

/** They count, protect or restrict no pod. */
export const unmatchedSelectors: Rule = {
  id: 'unmatched-selectors',
  severity: 'warning',
  about: "Selectors match the Deployment's pods.",
  *check({ values: { backstage }, release, fidelity }) {
    if (!backstage.enabled || fidelity === 'corrected') {
      return;
    }
    const { podLabels } = release;
    for (const [index, { labelSelector }] of (backstage.topologySpreadConstraints ?? []).entries()) {
      for (const [key, value] of Object.entries(labelSelector?.matchLabels ?? {})) {
        if (podLabels[key] !== value) {
          yield {
            path: `backstage.topologySpreadConstraints[${index}].labelSelector`,
            message: `matches none of Backstage's pods: they carry ${key}: ${podLabels[key] ?? '(none)'}, got ${value}`,
            mend: `use fidelity corrected, or select by app.kubernetes.io/name: ${release.chartName}`,
          };
          break;
        }
      }
    }
    yield* chartSelector('podDisruptionBudget');
    yield* chartSelector('networkPolicy');

    function* chartSelector(section: 'podDisruptionBudget' | 'networkPolicy'): ReturnType<Rule['check']> {
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
