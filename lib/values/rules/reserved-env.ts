import { areConfigKeys, configKeys, configNames } from '../../backstage/app-config-variables';
import { ConfigNames } from '../../backstage/config-names';
import { variableNamed } from '../../backstage/variables';
import { describeName } from '../../util/describe';
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
    const configured = new ConfigNames(configNames(backstage.appConfig ?? {}));
    const before = new ConfigNames();
    for (const { path, name, secret } of facts.customVariables) {
      const isConfigured = configured.has(name) || configured.overlapping(name) !== undefined;
      const taken = variableNamed(release.profile.variables, facts.portal, name);
      const setBy = taken?.setBy ?? (isConfigured ? 'backstage.appConfig' : undefined);
      const place = taken?.credential && facts.placeOf(taken.credential, taken.setBy);
      const other = before.overlapping(name);
      if (setBy) {
        yield {
          path: `${path}.name`,
          message: `must not be ${describeName(name)}, because ${place?.setBy ?? setBy} sets this variable`,
          fix: place ? `remove the entry, and ${place.instead(secret)}` : setInstead('the entry', setBy),
        };
      } else if (!areConfigKeys(configKeys(name) ?? [])) {
        yield {
          path: `${path}.name`,
          message: `must be APP_CONFIG_ and keys joined by _, got ${describeName(name)}: Backstage does not start with this name`,
          fix: 'set it in backstage.appConfig instead',
        };
      } else if (other !== undefined) {
        yield {
          path: `${path}.name`,
          message: `must not be ${describeName(name)} together with ${describeName(other)}, because both set the same key of the configuration`,
          fix: 'set both in backstage.appConfig instead',
        };
      }
      before.add(name);
    }
  },
};
