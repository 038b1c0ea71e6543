import type { Construct } from 'constructs';
import { applyPatches } from '../../common/apply-patches';
import { addAutoscaling } from '../../common/autoscaling';
import { omitFluxAnnotations } from '../../common/flux-substitution';
import { addNamespace } from '../../common/namespace';
import { addPodDisruptionBudget } from '../../common/pod-disruption-budget';
import { addService } from '../../common/service';
import { addServiceMonitor } from '../../common/service-monitor';
import type { BuiltPortal } from '../../definition';
import type { ResolvedChart } from '../subject';
import { addApiRoute } from './api-route';
import { addCredentials } from './credentials';
import { addDeployment } from './deployment';
import { addNetworkPolicy } from './network-policy';
import { addRoute } from './route';
import { unquoteTexts } from './unquoted-texts';

/** Kinds of objects that only the charts of this line render. */
const CHART_KINDS = ['ConfigMap', 'TrafficPolicy'];

/** Creates the constructs of the portal, if it is enabled, and of the API's route. Then patches their objects. */
export function build(scope: Construct, resolved: ResolvedChart): BuiltPortal | undefined {
  addNamespace(scope, resolved);
  const portal = resolved.values.backstage.enabled ? addPortal(scope, resolved) : undefined;
  addApiRoute(scope, resolved);
  const { redirectRoute, appConfig } = resolved.release.names;
  const { hasAppConfig } = resolved.facts.features;
  omitFluxAnnotations(scope, resolved, CHART_KINDS, [redirectRoute, ...(hasAppConfig ? [] : [appConfig])]);
  unquoteTexts(scope, resolved);
  applyPatches(scope, resolved);
  return portal;
}

function addPortal(scope: Construct, resolved: ResolvedChart): BuiltPortal {
  const deployment = addDeployment(scope, resolved, addCredentials(scope, resolved));
  const service = addService(scope, resolved, deployment);
  addRoute(scope, resolved, service);
  addAutoscaling(scope, resolved, deployment);
  addPodDisruptionBudget(scope, resolved, deployment);
  addNetworkPolicy(scope, resolved, deployment);
  addServiceMonitor(scope, resolved, service);
  return { deployment, service };
}
