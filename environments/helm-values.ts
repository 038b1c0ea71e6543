import { type Environment, loadValues } from '../lib';

/** A release whose values file was Helm's, read as it stands. */
export const helmValues: Environment = {
  releaseName: 'openchoreo',
  namespace: 'openchoreo',
  values: loadValues('environments/helm-values.yaml'),
};
