import type { ChartProfile, ChartVersion, ObjectNames } from '../../backstage/profile';
import { catalogLocations, imageFacts, template } from '../common/image-facts';
import { BASE_DOMAIN, CHART_NAME, DEFAULTS, GATEWAY, SECRET_KEYS } from '../common/profile';
import { databaseVariables } from '../common/variables';
import { variables } from './variables';

export { BASE_DOMAIN, DEFAULTS, GATEWAY, SECRET_KEYS };

/** Returns the names of a release's objects (chart: all templates). */
function names(fullname: string, portalName = `${fullname}-ui`): ObjectNames {
  return {
    workload: portalName,
    route: `${fullname}-backstage`,
    redirectRoute: `${fullname}-backstage-redirect`,
    appConfig: `${fullname}-backstage-extra-config`,
    ciConfig: `${fullname}-backstage-ci-config`,
    cspConfig: `${fullname}-backstage-csp-config`,
    secret: `${fullname}-backstage-secrets`,
    claim: `${fullname}-backstage-db`,
    registrationJobPrefix: `${portalName}-client`,
    api: `${fullname}-api`,
  };
}

/** Facts about the images v0.11.0 and v0.12.0. */
const image = imageFacts(catalogLocations(template('project')));

/** Returns the profile of a chart version. Its image tag and version label depend on the version. */
export function profile(version: ChartVersion): ChartProfile {
  return {
    chart: { name: CHART_NAME, version, appVersion: `v${version}` },
    names,
    defaults: DEFAULTS,
    variables,
    databaseVariables,
    secretKeys: SECRET_KEYS,
    configFiles: () => [],
    appConfigIn: 'variables or file',
    routeRules: [{ prefixes: ['/'] }],
    gateway: GATEWAY,
    image,
  };
}
