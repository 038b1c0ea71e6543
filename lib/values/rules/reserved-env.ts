import { areConfigKeys, configKeys, configNames, overlapping } from '../../backstage/app-config-variables';
import { setterOf } from '../../backstage/variables';
import type { PortalRule } from './portal-values';

/** The pod would get the variable twice, which server-side apply rejects; Backstage rejects overlapping configuration. */
export const reservedEnv: PortalRule = {
  id: 'reserved-env',
  severity: 'error',
  about: 'Custom variables do not repeat those that other values set.',
  *check({ values: { backstage }, facts, release }) {
    if (!backstage.enabled) {
      return;
    }
    const configured = configNames(backstage.appConfig ?? {});
    const before: string[] = [];
    for (const { path, name } of facts.customVariables) {
      const isConfigured = configured.some((other) => overlapping(name, other));
      const setBy =
        setterOf(release.profile.variables, facts.portal, name) ?? (isConfigured ? 'backstage.appConfig' : undefined);
      const other = before.find((earlier) => earlier !== name && overlapping(name, earlier));
      if (setBy) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name}, which ${setBy} sets`,
          fix: `remove the entry and set ${setBy}`,
        };
      } else if (!areConfigKeys(configKeys(name) ?? [])) {
        yield {
          path: `${path}.name`,
          message: `must be APP_CONFIG_ and keys with _ between them, got ${name}: Backstage does not start with it`,
          fix: 'put it into backstage.appConfig',
        };
      } else if (other !== undefined) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name} beside ${other}: both set the same key of the configuration`,
          fix: 'put both into backstage.appConfig',
        };
      }
      before.push(name);
    }
  },
};
