import type { ChartProfile, ChartVersion, RouteRule } from '../../backstage/profile';
import { profile as profileOf } from '../1.x/profile';
import * as v from '../1.x/variables';
import { catalogLocations, EVENT_TOPICS, GROUPS, imageFacts, template } from '../common/image-facts';

/** Variables of the container, in the order in which Kubernetes expands them (chart: deployment). */
export const variables = [
  v.OPENCHOREO_API_URL,
  v.BACKSTAGE_BASE_URL,
  v.BACKEND_SECRET,
  v.AUTH_METADATA_URL,
  v.AUTH_AUTHORIZATION_URL,
  v.AUTH_TOKEN_URL,
  v.AUTH_CLIENT_ID,
  v.AUTH_CLIENT_SECRET,
  v.AUTH_OIDC_SCOPE,
  v.AUTH_SCOPE,
  v.SERVICE_CLIENT_ID,
  v.SERVICE_CLIENT_SECRET,
  v.FEATURES_WORKFLOWS,
  v.FEATURES_OBSERVABILITY,
  v.FEATURES_AUTH,
  v.FEATURES_AUTHZ,
  v.FEATURES_REDIRECT_FLOW,
  v.FEATURES_ASSISTANT,
  v.ASSISTANT_URL,
  v.FEATURES_SECRET_MANAGEMENT,
  v.CATALOG_SYNC_FREQUENCY,
  v.EVENTS_ENABLED,
  ...v.JENKINS,
  ...v.DATABASE,
];

/** Rules of the HTTPRoute to Backstage (chart: httproute): long chats, and everything else. */
const routeRules: readonly RouteRule[] = [
  {
    prefixes: [
      '/api/openchoreo-observability-backend/chat',
      '/api/openchoreo-portal-assistant-backend/api/v1alpha1/portal-assistant/chat',
    ],
    timeouts: { request: '450s', backendRequest: '450s' },
  },
  { prefixes: ['/'] },
];

/** Facts about the images v1.1.0 and later. */
const image = imageFacts(
  catalogLocations(
    GROUPS,
    template('project'),
    template('componenttype'),
    template('resourcetype'),
    template('trait'),
    template('workflow'),
    template('environment'),
    template('namespace'),
    template('deploymentpipeline'),
    template('clustercomponenttype'),
    template('clusterresourcetype'),
    template('clustertrait'),
    template('clusterworkflow'),
  ),
  EVENT_TOPICS,
);

/** Returns the profile of a chart version. */
export function profile(version: ChartVersion): ChartProfile {
  return profileOf(version, { variables, routeRules, image });
}
