import { appConfigVariables, overlapping } from '../../app-config-variables';
import { ownAppConfig } from '../app-config';
import type { EffectiveValues } from '../schema';
import { ownVariables, renderedVariables } from '../variables';
import type { Rule } from './rule';

/** The pod would get the variable twice, which server-side apply rejects; Backstage rejects overlapping configuration. */
export const reservedEnv: Rule = {
  id: 'reserved-env',
  severity: 'error',
  about: 'Own variables do not repeat those that other values set.',
  *check({ values }) {
    if (!values.backstage.enabled) {
      return;
    }
    const rendered = renderedVariables(values);
    const configured = configVariables(values);
    for (const { path, name } of ownVariables(values)) {
      const setBy =
        rendered.get(name) ?? (configured.some((other) => overlapping(name, other)) && 'backstage.appConfig');
      if (setBy) {
        yield {
          path: `${path}.name`,
          message: `must not be ${name}, which ${setBy} sets`,
          mend: `remove the entry and set ${setBy}`,
        };
      }
    }
  },
};

function configVariables(values: EffectiveValues): string[] {
  const tree = ownAppConfig(values);
  return (tree && appConfigVariables(tree)?.map(({ name }) => name)) ?? [];
}
