import { environmentsIn, loadValues, runApp } from 'cdk8s-openchoreo-backstage';

const base = loadValues('base.yaml');

// One portal for each file in environments/. Its values override the shared ones.
runApp(
  environmentsIn('environments', (name, values) => ({
    chartVersion: '1.2.3',
    releaseName: 'portal',
    namespace: 'portal',
    fidelity: 'corrected',
    values: [base, { global: { commonLabels: { region: name } } }, values],
  })),
);
