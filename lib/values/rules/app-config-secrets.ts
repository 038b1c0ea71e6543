import { isSecretInClear, secretsInClear } from '../../app-config-secrets';
import { configKeys } from '../../app-config-variables';
import { ownVariables } from '../variables';
import type { Rule } from './rule';

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
    const message = 'must not be a secret in clear, got one (not shown)';
    for (const path of secretsInClear(backstage.appConfig ?? {}, 'backstage.appConfig')) {
      const mend = 'write ${NAME}, and set the variable NAME from a Secret in backstage.extraEnv';
      yield { path, message, mend };
    }
    for (const { path, name, value } of ownVariables(values)) {
      if (configKeys(name) && value && isSecretInClear(name, value)) {
        // Backstage replaces nothing in variables.
        const mend = 'use valueFrom.secretKeyRef, or $(NAME) of a variable ahead of it that does';
        yield { path: `${path}.value`, message, mend };
      }
    }
  },
};
