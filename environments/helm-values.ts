import { type Environment, loadValues } from '../lib';

/** Release with Helm's values file, unchanged, and a second file for the keys that the chart does not have. */
export const helmValues: Environment = {
  releaseName: 'openchoreo',
  namespace: 'openchoreo',
  values: [loadValues('environments/helm-values.yaml'), loadValues('environments/portal.yaml')],
};
