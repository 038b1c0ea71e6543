import { secretsInClear } from '../../app-config-secrets';
import { configKeys, configTree } from '../../app-config-variables';
import { ownVariables } from '../variables';
import type { Problem, Rule } from './rule';

/** A ConfigMap and a variable are in clear, in the cluster as in the repository. */
export const appConfigSecrets: Rule = {
  id: 'app-config-secrets',
  severity: 'error',
  about: 'Secrets are in `appConfig` by reference only.',
  *check({ values }) {
    const { backstage } = values;
    if (!backstage.enabled) {
      return;
    }
    for (const path of secretsInClear(backstage.appConfig ?? {}, 'backstage.appConfig')) {
      yield inClear(path);
    }
    for (const { path, name, value } of ownVariables(values)) {
      const keys = configKeys(name);
      const [found] = keys && value ? secretsInClear(configTree(keys, value)) : [];
      if (found !== undefined) {
        yield inClear(`${path}.value`);
      }
    }
  },
};

function inClear(path: string): Problem {
  return {
    path,
    message: 'must not be a secret in clear, got one (not shown)',
    mend: 'write ${NAME}, and set the variable NAME from a Secret in backstage.extraEnv',
  };
}
