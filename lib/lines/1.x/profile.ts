import { HTTP_CSP } from '../../backstage/csp';
import type { Portal } from '../../backstage/portal';
import type { ChartDefaults, ChartProfile, ChartVersion, ConfigFile, ObjectNames } from '../../backstage/profile';
import type { Variable } from '../../backstage/variables';
import { CHART_NAME, DEFAULTS as COMMON, GATEWAY, SECRET_KEYS } from '../common/profile';
import { databaseVariables } from './variables';

// Facts that the chart lines 1.0, 1.1 and 1.2 share.

/** Default values of the chart (values.yaml) for settings that constructs also have. */
export const DEFAULTS = {
  ...COMMON,
  features: { authz: true },
  readinessProbe: { ...COMMON.readinessProbe, initialDelaySeconds: 10 },
} as const satisfies ChartDefaults;

/** Name of the portal's objects, if `backstage.name` does not set it (chart: helpers). */
export const PORTAL_NAME = 'backstage';

export { GATEWAY, SECRET_KEYS };

/** Returns the names of a release's objects. They do not depend on the release. */
function names(_fullname: string, portalName = PORTAL_NAME): ObjectNames {
  const name = portalName || PORTAL_NAME;
  return {
    workload: name,
    route: name,
    redirectRoute: `${name}-redirect`,
    appConfig: `${name}-extra-config`,
    ciConfig: `${name}-ci-config`,
    cspConfig: `${name}-csp-config`,
    secret: `${name}-secrets`,
    claim: `${name}-db`,
    registrationJobPrefix: `${name}-client`,
    api: DEFAULTS.openchoreoApi.name,
  };
}

/** Parts of a profile that differ between the lines. */
interface LineParts {
  readonly variables: readonly Variable<Portal>[];
  readonly routeRules: ChartProfile['routeRules'];
  readonly image: ChartProfile['image'];
}

/** Returns the profile of a chart version. Its image tag and version label depend on the version. */
export function profile(version: ChartVersion, { variables, routeRules, image }: LineParts): ChartProfile {
  return {
    chart: { name: CHART_NAME, version, appVersion: `v${version}` },
    names,
    defaults: DEFAULTS,
    variables,
    databaseVariables,
    secretKeys: SECRET_KEYS,
    configFiles,
    appConfigIn: 'file',
    routeRules,
    gateway: GATEWAY,
    image,
  };
}

/** Returns the files for external CI systems and for the Content Security Policy (chart: the ConfigMap templates). */
function configFiles(portal: Portal, { ciConfig, cspConfig }: ObjectNames): ConfigFile[] {
  return [
    { volume: 'ci-config', file: 'app-config.ci.yaml', configMap: ciConfig, content: externalCi(portal) },
    ...(portal.upgradesToHttps
      ? []
      : [
          {
            volume: 'csp-config',
            file: 'app-config.csp.yaml',
            configMap: cspConfig,
            content: { backend: { csp: HTTP_CSP } },
          },
        ]),
  ];
}

function externalCi({ externalCi: { jenkins, githubActions, githubOauth } = {} }: Portal): ConfigFile['content'] {
  const { host = 'github.com' } = githubOauth ?? {};
  return {
    ...(jenkins && {
      jenkins: { baseUrl: '${JENKINS_BASE_URL}', username: '${JENKINS_USERNAME}', apiKey: '${JENKINS_API_KEY}' },
    }),
    ...(githubActions && {
      integrations: {
        github: [
          {
            host: '${GITHUB_HOST}',
            ...(githubActions.apiBaseUrl && { apiBaseUrl: '${GITHUB_API_BASE_URL}' }),
            token: '${GITHUB_TOKEN}',
          },
        ],
      },
    }),
    ...(githubOauth && {
      auth: {
        providers: {
          github: {
            development: {
              clientId: '${AUTH_GITHUB_CLIENT_ID}',
              clientSecret: '${AUTH_GITHUB_CLIENT_SECRET}',
              ...(host !== 'github.com' && { enterpriseInstanceUrl: `https://${host}` }),
            },
          },
        },
      },
    }),
  };
}
