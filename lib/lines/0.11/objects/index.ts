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

/** Creates the constructs of the portal, if it is enabled, and of the API's route. Then patches their objects. */
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
