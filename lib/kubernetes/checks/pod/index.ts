import type { TypeChecks } from '../type-check';
import { affinityChecks } from './affinity';
import { containerChecks } from './containers';
import { handlerChecks } from './handlers';
import { mountChecks } from './mounts';
import { networkChecks } from './network';
import { portChecks } from './ports';
import { projectionChecks } from './projections';
import { resourceChecks } from './resources';
import { restartChecks } from './restart';
import { schedulingChecks } from './scheduling';
import { securityChecks } from './security';
import { specChecks } from './spec';
import { storageChecks } from './storage';
import { templateChecks } from './template';
import { variableChecks } from './variables';
import { volumeChecks } from './volumes';
import { windowsChecks } from './windows';

/** Checks of the types in templates of pods. */
export const podChecks: TypeChecks = {
  ...affinityChecks,
  ...containerChecks,
  ...handlerChecks,
  ...mountChecks,
  ...networkChecks,
  ...portChecks,
  ...projectionChecks,
  ...resourceChecks,
  ...restartChecks,
  ...schedulingChecks,
  ...securityChecks,
  ...specChecks,
  ...storageChecks,
  ...templateChecks,
  ...variableChecks,
  ...volumeChecks,
  ...windowsChecks,
};
