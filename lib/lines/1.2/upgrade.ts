import { mergedValues } from '../../values/resolve';
import type { Edit, UpgradeChanges, UpgradeSource } from '../../values/upgrade/step';
import { definition } from '../1.1/definition';
import { backup } from '../1.x/backup';
import type { EffectiveValues } from './schema';

/** Returns what changes from values of chart 1.1 to values of chart 1.2. */
export function upgrade({ given, options }: UpgradeSource): UpgradeChanges {
  const { values } = mergedValues(definition(options.chartVersion), given, options);
  return {
    // Values that are rendered with their defects fixed have these effects already.
    edits: values.backstage.enabled && options.fidelity !== 'corrected' ? [...effects(values)] : [],
    requirements: {
      ...backup(values.backstage),
      versions:
        'Gateway API 1.5.1 and kgateway 2.3.1, with which OpenChoreo tests chart 1.2; older CRDs know no names of rules',
      projects: "Projects have spec.type, which chart 1.2 requires: follow OpenChoreo's guide from 1.1 to 1.2",
    },
  };
}

function* effects({ global, backstage }: EffectiveValues): Iterable<Edit> {
  if (backstage.networkPolicy.enabled) {
    yield {
      type: 'changed',
      path: 'backstage.networkPolicy.enabled',
      message: 'takes effect: the NetworkPolicy selects the pods now, and its rules cut off the Gateway and PostgreSQL',
      fix: 'use the fidelity corrected or --correct network-policy, set ingress and egress, or set it to false',
    };
  }
  if (backstage.autoscaling.enabled) {
    yield {
      type: 'changed',
      path: 'backstage.replicas',
      message: 'is no longer rendered beside the autoscaler; until it scales again, there may be one pod',
    };
  }
  if (global.imagePullSecrets && global.imagePullSecrets.length > 0) {
    yield {
      type: 'changed',
      path: 'global.imagePullSecrets',
      message: 'takes effect: the pods use these Secrets now',
    };
  }
}
