import { leaves } from '../../app-config-leaves';
import { ownVariables, renderedVariables } from '../variables';
import type { Rule } from './rule';

/** Variables that the image or the node set. */
const GIVEN = /^(?:KUBERNETES_\w+|NODE_\w+|HOSTNAME|HOME|PATH)$/;

/** Backstage drops a key whose variable is not there, without a word. */
export const appConfigVariables: Rule = {
  id: 'app-config-variables',
  severity: 'warning',
  about: 'Variables that `appConfig` reads are set.',
  *check({ values }) {
    const { backstage } = values;
    // Nobody knows here which keys their ConfigMaps and Secrets have.
    if (!backstage.enabled || !backstage.appConfig || backstage.envFrom?.length) {
      return;
    }
    const known = new Set([...renderedVariables(values).keys(), ...[...ownVariables(values)].map(({ name }) => name)]);
    for (const { path, key, value } of leaves(backstage.appConfig, 'backstage.appConfig')) {
      for (const name of variablesIn(key, value)) {
        if (!known.has(name) && !GIVEN.test(name)) {
          yield {
            path,
            message: `reads the variable ${name}, which nothing sets`,
            mend: `set ${name} in backstage.extraEnv`,
          };
        }
      }
    }
  },
};

/** Variables that a text refers to without anything to fall back on (Backstage: substitution and $env). */
function variablesIn(key: string, value: unknown): string[] {
  if (typeof value !== 'string') {
    return [];
  }
  if (key === '$env') {
    return [value];
  }
  const references = value.matchAll(/(?<!\$)\$\{([^{}]*)\}/g);
  return [...references].map(([, name = '']) => name.trim()).filter((name) => name !== '' && !name.includes(':-'));
}
