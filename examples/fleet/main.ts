import { environmentsIn, loadValues, runApp } from 'cdk8s-openchoreo-backstage';

const base = loadValues('base.yaml');

/** A portal for each file of environments/: its values over those that all share. */
runApp(
  environmentsIn('environments', (name, values) => ({
    releaseName: 'portal',
    namespace: 'portal',
    fidelity: 'corrected',
    values: [base, { global: { commonLabels: { region: name } } }, values],
  })),
);
