import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { BackstageService } from '../../../constructs/service';
import type { ResolvedChart } from '../subject';

/** Adds the Service (values: `backstage.service`). */
export function addService(
  scope: Construct,
  { values }: ResolvedChart,
  deployment: BackstageDeployment,
): BackstageService {
  const { type, port, nodePort } = values.backstage.service;
  return new BackstageService(scope, 'Service', { deployment, type, port, nodePort });
}
