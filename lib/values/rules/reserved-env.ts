import { areConfigKeys, configKeys, configNames, overlapping } from '../../backstage/app-config-variables';
import { setterOf } from '../../backstage/variables';
import { setInstead } from '../set-instead';
import type { PortalRule } from './portal-values';

/** Server-side apply rejects a pod with the same variable twice, and Backstage rejects overlapping configuration. */
export const reservedEnv: PortalRule = {
  id: 'reserved-env',
  severity: 'error',
  about: 'Custom variables do not set anything that other values or other variables set.',
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
          message: `must not be ${name}, because ${setBy} sets this variable`,
          fix: setInstead('the entry', setBy),
        };
      } else if (!areConfigKeys(configKeys(name) ?? [])) {
        yield {
          path: `${path}.name`,
          message: `must be APP_CONFIG_ and keys joined by _, got ${name}: Backstage does not start with this name`,
          fix: 'set it in backstage.appConfig instead',
        };
      } else if (other !== undefined) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name} together with ${other}, because both set the same key of the configuration`,
          fix: 'set both in backstage.appConfig instead',
        };
      }
      before.push(name);
    }
  },
};
