import { markAdditions } from '../../values/additions';
import { flag, type Input, others, section } from '../../values/node';
import { metrics } from '../../values/sections/metrics';
import { networkPolicyWithCi as networkPolicy } from '../../values/sections/network-policy';
import { patches } from '../../values/sections/patches';
import { podSection } from '../../values/sections/pod';
import { scalingSection } from '../../values/sections/scaling';
import { ADDITIONS_1_0 } from '../1.x/additions';
import { withNullableSections } from '../1.x/nullable-sections';
import { OTHER_KEYS, OTHER_SECTIONS } from '../1.x/other-components';
import { DEFAULTS } from '../1.x/profile';
import * as s from '../1.x/sections';

/** Values: `backstage`. */
const backstage = section('The portal: its pods and the objects around them.', {
  enabled: flag('Whether to render the portal. The route of the OpenChoreo API does not depend on it.', {
    default: true,
    required: true,
  }),
  name: s.portalName,
  tls: s.portalTls,
  ...podSection(DEFAULTS),
  service: s.service,
  serviceAccount: s.serviceAccount,
  priorityClass: s.priorityClass,
  ...s.credentials,
  openchoreoApi: s.portalApi,
  features: section('Features of the portal.', s.features),
  externalCI: section('External CI systems.', { jenkins: s.jenkins }),
  baseUrl: s.baseUrl,
  appConfig: s.appConfig,
  auth: section('OAuth client of the portal.', s.auth),
  ...scalingSection(DEFAULTS),
  networkPolicy,
  metrics,
  http: s.http,
  database: s.database,
  patches,
});

/** Documented values of chart 1.0: names, types, defaults and meaning, with this package's additions marked. */
export const schema = withNullableSections(
  markAdditions(
    section("Values of OpenChoreo's control-plane chart 1.0 that affect Backstage or the route of the API.", {
      global: section('Settings of all components of the control plane.', { commonLabels: s.commonLabels }),
      ...s.names,
      security: section('Sign-in and access control.', {
        enabled: s.securityEnabled,
        oidc: section('Endpoints of the identity provider.', { ...s.oidc, ...others(OTHER_KEYS.oidc) }),
        authz: section('Access control of users.', s.authz),
        ...others(OTHER_KEYS.security),
      }),
      backstage,
      openchoreoApi: section('Name and route of the OpenChoreo API.', {
        ...s.openchoreoApi,
        ...others(OTHER_KEYS.openchoreoApi),
      }),
      clusterGateway: s.clusterGateway,
      gateway: section('The Gateway of the control plane.', s.gateway, { open: true }),
      ...others({ ...OTHER_SECTIONS, waitJob: true }),
    }),
    ADDITIONS_1_0,
  ),
);

/** Values as users write them: every key is optional, and `null` removes a default. */
export type Values = Input<typeof schema>;
