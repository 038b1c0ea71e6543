import type { FeatureSwitch, Features, Portal } from '../../backstage/portal';
import { switchValue, type Variable, variableValue } from '../../backstage/variables';
import * as common from '../common/variables';
import { PORTAL_DEFAULTS } from './portal-defaults';

// Variables of the container (chart: deployment; image: app-config). Each line lists its own, in order.

export * from '../common/variables';

/** Variables that depend only on the database. The Secret contains the connection to PostgreSQL. */
export const databaseVariables = common.databaseVariables.map((variable) =>
  variable.name.startsWith('POSTGRES_') ? { ...variable, setBy: 'backstage.secretName' } : variable,
);

export const DATABASE = common.ofPortal(databaseVariables);

// The Secret contains all credentials.
export const BACKEND_SECRET: Variable<Portal> = { ...common.BACKEND_SECRET, setBy: 'backstage.secretName' };
export const AUTH_CLIENT_SECRET: Variable<Portal> = { ...common.AUTH_CLIENT_SECRET, setBy: 'backstage.secretName' };

export const AUTH_OIDC_SCOPE: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_OIDC_SCOPE',
  setBy: 'backstage.auth.oidcScope',
  configKeys: [],
  isPublic: true,
  value: ({ scopes: { oidcScope = PORTAL_DEFAULTS.oidcScope } = {} }) => variableValue(oidcScope),
};

export const AUTH_SCOPE: Variable<Portal> = {
  name: 'OPENCHOREO_AUTH_SCOPE',
  setBy: 'backstage.auth.scope',
  configKeys: [],
  isPublic: true,
  value: ({ scopes }) => (scopes?.scope ? { value: scopes.scope } : undefined),
};

export const SERVICE_CLIENT_ID: Variable<Portal> = {
  name: 'OPENCHOREO_SERVICE_CLIENT_ID',
  setBy: 'backstage.auth.serviceClientId',
  configKeys: [],
  isPublic: true,
  value: ({ serviceClient, clientId }) => variableValue(serviceClient?.clientId || clientId),
};

export const SERVICE_CLIENT_SECRET: Variable<Portal> = {
  name: 'OPENCHOREO_SERVICE_CLIENT_SECRET',
  setBy: 'backstage.secretName',
  configKeys: [],
  isPublic: false,
  value: ({ serviceClient, credentials }) =>
    variableValue(serviceClient?.clientSecret ?? credentials.key('clientSecret')),
};

export const FEATURES_AUTHZ: Variable<Portal> = {
  name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
  setBy: 'security.authz.enabled',
  configKeys: ['openchoreo.features.authz.enabled'],
  isPublic: true,
  value: ({ features: { authz = true } }) => switchValue(authz),
};
export const FEATURES_REDIRECT_FLOW = feature(
  'AUTH_REDIRECT_FLOW',
  'backstage.features.auth.redirectFlow.enabled',
  ({ redirectFlow = true }) => redirectFlow,
);
export const FEATURES_ASSISTANT = feature(
  'ASSISTANT',
  'backstage.features.assistant.enabled',
  ({ assistant = false }) => assistant,
);
export const FEATURES_SECRET_MANAGEMENT = feature(
  'SECRET_MANAGEMENT',
  'features.secretManagement.enabled',
  ({ secretManagement = false }) => secretManagement,
);

export const ASSISTANT_URL: Variable<Portal> = {
  name: 'OPENCHOREO_PORTAL_ASSISTANT_URL',
  setBy: 'backstage.features.assistant.portalAssistantUrl',
  configKeys: [],
  isPublic: true,
  value: ({ assistantUrl }) => variableValue(assistantUrl ?? null),
};

export const CATALOG_SYNC_FREQUENCY: Variable<Portal> = {
  name: 'OPENCHOREO_CATALOG_SYNC_FREQUENCY',
  setBy: 'backstage.catalogSync.frequency',
  configKeys: [],
  isPublic: true,
  value: ({ catalogSync: { frequency = PORTAL_DEFAULTS.catalogSync } = {} }) => ({ value: String(frequency) }),
};

export const EVENTS_ENABLED: Variable<Portal> = {
  name: 'OPENCHOREO_EVENTS_ENABLED',
  setBy: 'eventForwarder.enabled',
  configKeys: [],
  isPublic: true,
  value: ({ events = true }) => switchValue(events),
};

export const WIRELOGS_TIMEOUT: Variable<Portal> = {
  name: 'OPENCHOREO_OBSERVABILITY_WIRELOGS_STREAM_TIMEOUT_SECONDS',
  setBy: 'backstage.observability.wirelogs.streamTimeoutSeconds',
  configKeys: [],
  isPublic: true,
  value: ({ wirelogs: { streamTimeoutSeconds = PORTAL_DEFAULTS.wirelogsStream } = {} }) => ({
    value: String(streamTimeoutSeconds),
  }),
};

export const JENKINS: readonly Variable<Portal>[] = [
  {
    name: 'JENKINS_BASE_URL',
    setBy: 'backstage.externalCI.jenkins.baseUrl',
    configKeys: [],
    isPublic: true,
    value: ({ externalCi }) => externalCi?.jenkins && variableValue(externalCi.jenkins.baseUrl),
  },
  {
    name: 'JENKINS_USERNAME',
    setBy: 'backstage.externalCI.jenkins.username',
    configKeys: [],
    isPublic: true,
    value: ({ externalCi }) => externalCi?.jenkins && variableValue(externalCi.jenkins.username),
  },
  {
    name: 'JENKINS_API_KEY',
    setBy: 'backstage.secretName',
    credential: 'jenkinsApiKey',
    configKeys: [],
    isPublic: false,
    value: ({ externalCi, credentials }) => externalCi?.jenkins && variableValue(credentials.key('jenkinsApiKey')),
  },
];

export const GITHUB: readonly Variable<Portal>[] = [
  {
    name: 'GITHUB_HOST',
    setBy: 'backstage.externalCI.githubActions.host',
    configKeys: [],
    isPublic: true,
    value: ({ externalCi }) => externalCi?.githubActions && variableValue(externalCi.githubActions.host),
  },
  {
    name: 'GITHUB_API_BASE_URL',
    setBy: 'backstage.externalCI.githubActions.apiBaseUrl',
    configKeys: [],
    isPublic: true,
    value: ({ externalCi: { githubActions } = {} }) => {
      if (githubActions === undefined) {
        return undefined;
      }
      const { apiBaseUrl = '' } = githubActions;
      return variableValue(apiBaseUrl);
    },
  },
  {
    name: 'GITHUB_TOKEN',
    setBy: 'backstage.secretName',
    credential: 'githubActionsToken',
    configKeys: [],
    isPublic: false,
    value: ({ externalCi, credentials }) =>
      externalCi?.githubActions && variableValue({ ...credentials.key('githubActionsToken'), optional: true }),
  },
  {
    name: 'AUTH_GITHUB_CLIENT_ID',
    setBy: 'backstage.externalCI.githubActions.oauth.clientId',
    configKeys: [],
    isPublic: true,
    value: ({ externalCi }) => externalCi?.githubOauth && { value: externalCi.githubOauth.clientId },
  },
  {
    name: 'AUTH_GITHUB_CLIENT_SECRET',
    setBy: 'backstage.secretName',
    credential: 'githubOauthClientSecret',
    configKeys: [],
    isPublic: false,
    value: ({ externalCi, credentials }) =>
      externalCi?.githubOauth && variableValue({ ...credentials.key('githubOauthClientSecret'), optional: true }),
  },
];

function feature(name: string, setBy: string, from: (features: Features) => FeatureSwitch): Variable<Portal> {
  return {
    name: `OPENCHOREO_FEATURES_${name}_ENABLED`,
    setBy,
    configKeys: [],
    isPublic: true,
    value: ({ features }) => switchValue(from(features)),
  };
}
