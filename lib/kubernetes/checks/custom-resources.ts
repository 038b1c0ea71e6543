import { checkHttpRoute } from './custom/http-route';
import { checkTrafficPolicy } from './custom/traffic-policy';
import type { TypeCheck } from './type-check';

/**
 * Checks of the specs of custom resources, by API version and kind. They check rules in CEL, which the schemas in
 * `crds/` do not contain.
 */
export const customChecks: Readonly<Record<string, TypeCheck<never>>> = {
  'gateway.kgateway.dev/v1alpha1/TrafficPolicy': checkTrafficPolicy,
  'gateway.networking.k8s.io/v1/HTTPRoute': checkHttpRoute,
};
