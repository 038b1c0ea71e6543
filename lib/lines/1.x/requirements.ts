import { CONNECTION_PARTS } from '../../backstage/configured-connection';
import type { Violation } from '../../util/violation';
import { malformedPatches } from '../../values/patch-operations';
import { CONNECTION, requiresKey } from '../common/database-secret';
import { isExternal } from './credentials';
import type { ChartSubject } from './subject';

/** Finds missing and malformed values that prevent rendering. Unlike rules, these checks cannot be switched off. */
export function requirements(subject: ChartSubject): Iterable<Violation>[] {
  return [
    nullSections(subject),
    nullTexts(subject),
    missingSecret(subject),
    missingCredentials(subject),
    patches(subject),
  ];
}

function* patches({ values }: ChartSubject): Iterable<Violation> {
  yield* malformedPatches('backstage.patches', values.backstage.patches);
}

/** Sections that the chart reads in every case. */
const ALWAYS = [
  'backstage',
  'global',
  'security',
  'features',
  'gateway',
  'gateway.tls',
  'openchoreoApi',
  'eventForwarder',
  'portalAssistant',
  'backstage.http',
];

/** Sections that the chart reads if the API is enabled. */
const OF_API = ['openchoreoApi.http', 'openchoreoApi.service'];

/** Sections that the chart reads if the portal or the API is enabled. */
const OF_BOTH = ['security.oidc', 'security.authz', 'features.secretManagement'];

/** Sections that the chart reads if the portal is enabled. */
const OF_PORTAL = [
  'portalAssistant.service',
  'backstage.tls',
  'backstage.image',
  'backstage.service',
  'backstage.serviceAccount',
  'backstage.priorityClass',
  'backstage.openchoreoApi',
  'backstage.catalogSync',
  'backstage.features',
  'backstage.features.workflows',
  'backstage.features.observability',
  'backstage.features.auth',
  'backstage.features.auth.redirectFlow',
  'backstage.features.assistant',
  'backstage.observability',
  'backstage.observability.wirelogs',
  'backstage.externalCI',
  'backstage.externalCI.jenkins',
  'backstage.externalCI.githubActions',
  'backstage.externalCI.githubActions.oauth',
  'backstage.auth',
  'backstage.autoscaling',
  'backstage.podDisruptionBudget',
  'backstage.networkPolicy',
  'backstage.database',
];

/** Finds sections that are null although something that is enabled reads them. */
function* nullSections(subject: ChartSubject): Iterable<Violation> {
  if (subject.nulls.size === 0) {
    return;
  }
  const { backstage, openchoreoApi } = subject.values;
  const hasPortal = Boolean(backstage.enabled);
  const hasApi = Boolean(openchoreoApi.enabled);
  const { checksEnabledOnly } = subject.facts.features;
  const { type } = backstage.database;
  const ofDatabase =
    type === 'postgresql'
      ? ['backstage.database.postgresql']
      : ['backstage.database.sqlite', 'backstage.database.sqlite.persistence'];
  const read = [
    ...ALWAYS,
    ...(checksEnabledOnly ? [] : ['openchoreoApi.http', 'security.oidc']),
    ...(hasApi ? OF_API : []),
    ...(hasPortal || hasApi ? OF_BOTH : []),
    ...(hasPortal ? [...OF_PORTAL, ...ofDatabase] : []),
  ];
  for (const path of new Set(read)) {
    if (subject.nulls.has(path)) {
      yield { path, message: 'must be a map, got null', fix: 'remove it to use the defaults' };
    }
  }
}

/** Finds texts that are null although the chart reads them. */
function* nullTexts(subject: ChartSubject): Iterable<Violation> {
  if (subject.nulls.size === 0) {
    return;
  }
  const { backstage, gateway, security } = subject.values;
  const { checksEnabledOnly } = subject.facts.features;
  const isRead = {
    'backstage.baseUrl': !checksEnabledOnly || backstage.enabled || backstage.http.enabled,
    'gateway.tls.hostname': (!checksEnabledOnly || gateway.enabled) && gateway.tls.enabled,
    'security.oidc.issuer': !checksEnabledOnly || security.enabled,
  };
  for (const [path, read] of Object.entries(isRead)) {
    if (read && subject.nulls.has(path)) {
      yield {
        path,
        message: 'must be a string, got null',
        fix: 'set it; its default is a placeholder, which the rule placeholders refuses',
      };
    }
  }
}

/** Finds a missing Secret name. Without it there is no Secret for the variables. */
function* missingSecret({ values }: ChartSubject): Iterable<Violation> {
  const { enabled, secretName } = values.backstage;
  if (enabled && !secretName) {
    yield {
      path: 'backstage.secretName',
      message: 'is required',
      fix: 'set it to the name of the Secret that contains the credentials',
    };
  }
}

/** Finds missing members of an ExternalSecret. Without them there is no Secret key for the variables. */
function* missingCredentials({ values, facts }: ChartSubject): Iterable<Violation> {
  const { enabled, externalSecret, externalCI, database } = values.backstage;
  if (!enabled || !isExternal(values)) {
    return;
  }
  const missing = (path: string, fix: string): Violation => ({
    path: `backstage.externalSecret.${path}`,
    message: 'is required for an ExternalSecret',
    fix,
  });
  if (!externalSecret.secretStoreRef.name) {
    yield missing('secretStoreRef.name', 'set it to the name of the SecretStore or ClusterSecretStore');
  }
  const ofPostgresql = CONNECTION_PARTS.filter((part) =>
    requiresKey(facts.portal.database, database.postgresql, part),
  ).map((part) => CONNECTION[part]);
  for (const credential of ['backendSecret', 'clientSecret', ...ofPostgresql] as const) {
    if (!externalSecret.data[credential]?.key) {
      yield missing(`data.${credential}`, 'set its key to the name of the entry in the store');
    }
  }
  if (facts.portal.externalCi?.jenkins && !externalSecret.data.jenkinsApiKey?.key) {
    const otherwise = externalCI.jenkins.enabled
      ? ''
      : ', or use --correct jenkins-always-on, because the portal uses no Jenkins';
    yield missing('data.jenkinsApiKey', `set its key to the name of the entry in the store${otherwise}`);
  }
}
