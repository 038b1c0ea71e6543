import type { Construct } from 'constructs';
import type { BuiltPortal } from '../../line';
import type { ResolvedChart } from '../subject';
import { addApiRoute } from './api-route';
import { applyPatches } from './apply-patches';
import { addAutoscaling } from './autoscaling';
import { addClientRegistration } from './client-registration';
import { addCredentials } from './credentials';
import { addDeployment } from './deployment';
import { addIngress } from './ingress';
import { addNetworkPolicy } from './network-policy';
import { addPodDisruptionBudget } from './pod-disruption-budget';
import { addService } from './service';
import { addServiceMonitor } from './service-monitor';

/** Makes the constructs of the values: the portal's if it is enabled, the API's route, and the patches over both. */
export function build(scope: Construct, resolved: ResolvedChart): BuiltPortal | undefined {
  const portal = resolved.values.backstage.enabled ? addPortal(scope, resolved) : undefined;
  addApiRoute(scope, resolved);
  applyPatches(scope, resolved);
  return portal;
}

function addPortal(scope: Construct, resolved: ResolvedChart): BuiltPortal {
  const credentials = addCredentials(scope, resolved);
  const deployment = addDeployment(scope, resolved, credentials);
  const service = addService(scope, resolved, deployment);
  addIngress(scope, resolved, service);
  addAutoscaling(scope, resolved, deployment);
  addPodDisruptionBudget(scope, resolved, deployment);
  addNetworkPolicy(scope, resolved, deployment);
  addServiceMonitor(scope, resolved, service);
  addClientRegistration(scope, resolved, credentials);
  return { deployment, service };
}
