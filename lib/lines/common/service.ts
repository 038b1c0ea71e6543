import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../../constructs/deployment';
import { BackstageService } from '../../constructs/service';
import type { CommonResolved } from './subject';

/** Adds the Service (values: `backstage.service`). */
export function addService(
  scope: Construct,
  { values }: CommonResolved,
  deployment: BackstageDeployment,
): BackstageService {
  const { type, port, nodePort } = values.backstage.service;
  const added = new BackstageService(scope, 'Service', { deployment, type, port, nodePort });
  // The values remove a default by null, and the chart then leaves the field to Kubernetes.
  if (type === undefined) {
    added.apiObject.addJsonPatch(JsonPatch.remove('/spec/type'));
  }
  if (port === undefined) {
    added.apiObject.addJsonPatch(JsonPatch.remove('/spec/ports/0/port'));
  }
  return added;
}
