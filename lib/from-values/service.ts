import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../deployment';
import { BackstageService } from '../service';
import type { Resolved } from '../values/resolve';

/** The Service (values: `backstage.service`). */
export function addService(scope: Construct, { values }: Resolved, deployment: BackstageDeployment): BackstageService {
  const { type, port, nodePort } = values.backstage.service;
  return new BackstageService(scope, 'Service', {
    deployment,
    type: type ?? undefined,
    port: port ?? undefined,
    nodePort: nodePort ?? undefined,
  });
}
