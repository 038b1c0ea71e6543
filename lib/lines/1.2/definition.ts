import type { ChartVersion } from '../../backstage/profile';
import type { DefectId } from '../1.x/defect-id';
import { definitionOf } from '../1.x/definition';
import type { ChartFacts } from '../1.x/facts';
import type { LineDefinition } from '../definition';
import { profile } from './profile';
import { type EffectiveValues, schema } from './schema';

/** Returns the definition for one of the line's versions. They differ only in image tag and version label. */
export function definition(version: ChartVersion): LineDefinition<EffectiveValues, ChartFacts, DefectId> {
  return definitionOf({
    profile: profile(version),
    schema,
    features: {
      checksEnabledOnly: true,
      policySelectsPods: true,
      hasGatewayClass: true,
      hasSingleGateway: true,
      hasAppConfig: true,
    },
    defectIds: [
      'budget-selector',
      'budget-bounds',
      'network-policy',
      'spread-selector',
      'claim-update-strategy',
      'claim-protection',
      'health-endpoints',
      'startup-probe',
      'apparmor-unconfined',
      'writable-tmp',
      'api-url',
      'stale-config',
      'duplicate-variables',
      'replaced-connection',
      'existing-priority-class',
      'extra-volumes',
      'jenkins-always-on',
      'postgresql-tls',
      'csp-scheme',
      'path-rewrite',
      'large-numbers',
      'registry-slash',
      'unquoted-texts',
      'policy-without-route',
      'crd-defaults',
      'flux-substitution',
    ],
  });
}
