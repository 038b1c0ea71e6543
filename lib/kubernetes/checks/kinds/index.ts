import { configMapChecks } from './config-map';
import { cronJobChecks } from './cron-job';
import { daemonSetChecks } from './daemon-set';
import { deploymentChecks } from './deployment';
import { disruptionBudgetChecks } from './disruption-budget';
import { autoscalerChecks } from './horizontal-pod-autoscaler';
import { ingressChecks } from './ingress';
import { jobChecks } from './job';
import { namespaceChecks } from './namespace';
import { networkPolicyChecks } from './network-policy';
import { persistentVolumeClaimChecks } from './persistent-volume-claim';
import { priorityClassChecks } from './priority-class';
import { secretChecks } from './secret';
import { serviceChecks } from './service';
import { serviceAccountChecks } from './service-account';

/** Checks of the kinds that this package renders, and of their specs. */
export const kindChecks = {
  ...autoscalerChecks,
  ...configMapChecks,
  ...cronJobChecks,
  ...daemonSetChecks,
  ...deploymentChecks,
  ...disruptionBudgetChecks,
  ...ingressChecks,
  ...jobChecks,
  ...namespaceChecks,
  ...networkPolicyChecks,
  ...persistentVolumeClaimChecks,
  ...priorityClassChecks,
  ...secretChecks,
  ...serviceAccountChecks,
  ...serviceChecks,
};
