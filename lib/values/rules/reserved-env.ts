import { areConfigKeys, configKeys, configNames, overlapping } from '../../app-config-variables';
import { ownVariables, renderedVariables } from '../variables';
import type { Rule } from './rule';

/** The pod would get the variable twice, which server-side apply rejects; Backstage rejects overlapping configuration. */
export const reservedEnv: Rule = {
  id: 'reserved-env',
  severity: 'error',
  about: 'Own variables do not repeat those that other values set.',
  *check({ values }) {
    const { backstage } = values;
    if (!backstage.enabled) {
      return;
    }
    const rendered = renderedVariables(values);
    const configured = configNames(backstage.appConfig ?? {});
    const before: string[] = [];
    for (const { path, name } of ownVariables(values)) {
      const isConfigured = configured.some((other) => overlapping(name, other));
      const setBy = rendered.get(name) ?? (isConfigured ? 'backstage.appConfig' : undefined);
      const other = before.find((earlier) => earlier !== name && overlapping(name, earlier));
      if (setBy) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name}, which ${setBy} sets`,
          mend: `remove the entry and set ${setBy}`,
        };
      } else if (!areConfigKeys(configKeys(name) ?? [])) {
        yield {
          path: `${path}.name`,
          message: `must be APP_CONFIG_ and keys with _ between them, got ${name}: Backstage does not start with it`,
          mend: 'put it into backstage.appConfig',
        };
      } else if (other !== undefined) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name} beside ${other}: both set the same key of the configuration`,
          mend: 'put both into backstage.appConfig',
        };
      }
      before.push(name);
    }
  },
};
