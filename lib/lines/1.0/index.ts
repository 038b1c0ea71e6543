import type { ChartVersion } from '../../backstage/profile';
import { line as lineOf } from '../1.x/line';
import type { ChartLine } from '../line';
import { profile } from './profile';
import { schema } from './schema';

/** Returns the line as a version of it: all its versions differ in image tag and version label only. */
export function line(version: ChartVersion): ChartLine {
  return lineOf({
    profile: profile(version),
    schema,
    features: {
      checksEnabledOnly: false,
      policySelectsPods: false,
      hasGatewayClass: false,
      hasSingleGateway: false,
    },
    defectIds: [
      'budget-selector',
      'budget-bounds',
      'network-policy',
      'spread-selector',
      'replicas-under-autoscaler',
      'claim-update-strategy',
      'claim-protection',
      'health-endpoints',
      'startup-probe',
      'apparmor-unconfined',
      'writable-tmp',
      'api-url',
      'stale-config',
      'duplicate-variables',
      'jenkins-always-on',
      'postgresql-tls',
      'csp-scheme',
      'unquoted-texts',
      'policy-without-route',
      'crd-defaults',
    ],
  });
}
