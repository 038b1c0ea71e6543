import { CSP_VARIABLE, HTTP_CSP } from '../../backstage/csp';
import type { Portal } from '../../backstage/portal';
import { switchValue, type Variable, variableValue } from '../../backstage/variables';
import * as v from '../common/variables';

const THUNDER_BASE_URL: Variable<Portal> = {
  name: 'THUNDER_BASE_URL',
  setBy: 'backstage.thunder.baseUrl',
  configKeys: ['thunder.baseUrl'],
  isPublic: true,
  value: ({ thunder }) => (thunder ? { value: thunder.baseUrl } : undefined),
};

const THUNDER_TOKEN: Variable<Portal> = {
  name: 'THUNDER_TOKEN',
  setBy: 'backstage.thunder.token',
  credential: 'thunderToken',
  // The image's configuration has the key in a comment only, so appConfig may set it to the variable.
  configKeys: [],
  isPublic: false,
  value: ({ thunder }) => (thunder?.token ? variableValue(thunder.token) : undefined),
};

const FEATURES_AUTHZ: Variable<Portal> = {
  name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
  setBy: 'security.authz.enabled',
  configKeys: ['openchoreo.features.authz.enabled'],
  isPublic: true,
  value: ({ features: { authz = false } }) => switchValue(authz),
};

const CSP: Variable<Portal> = {
  name: CSP_VARIABLE,
  setBy: 'backstage.baseUrl',
  configKeys: [],
  isPublic: true,
  value: ({ upgradesToHttps }) => (upgradesToHttps === false ? { value: JSON.stringify(HTTP_CSP) } : undefined),
};

/** Variables of the container, in the order in which Kubernetes expands them (chart: deployment). */
export const variables: readonly Variable<Portal>[] = [
  v.OPENCHOREO_API_URL,
  v.BACKSTAGE_BASE_URL,
  v.BACKEND_SECRET,
  THUNDER_BASE_URL,
  THUNDER_TOKEN,
  v.AUTH_METADATA_URL,
  v.AUTH_AUTHORIZATION_URL,
  v.AUTH_TOKEN_URL,
  v.AUTH_CLIENT_ID,
  v.AUTH_CLIENT_SECRET,
  v.FEATURES_WORKFLOWS,
  v.FEATURES_OBSERVABILITY,
  v.FEATURES_AUTH,
  FEATURES_AUTHZ,
  ...v.ofPortal(v.databaseVariables),
  CSP,
];
