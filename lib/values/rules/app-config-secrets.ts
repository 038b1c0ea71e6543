import { configKeys } from '../../backstage/app-config-variables';
import { isSecretInClear, secretsInClear } from '../../backstage/secrets';
import type { PortalRule } from './portal-values';

/** A ConfigMap and a variable are in clear, in the cluster as in the repository. */
export const appConfigSecrets: PortalRule = {
  id: 'app-config-secrets',
  severity: 'error',
  about: 'Secrets are in `appConfig` by reference only.',
  *check({ values: { backstage }, facts }) {
    if (!backstage.enabled) {
      return;
    }
    const message = 'must not be a secret in clear, got one (not shown)';
    for (const path of secretsInClear(backstage.appConfig ?? {}, 'backstage.appConfig')) {
      const fix = 'write ${NAME}, and set the variable NAME from a Secret in backstage.extraEnv';
      yield { path, message, fix };
    }
    for (const { path, name, value } of facts.customVariables) {
      if (configKeys(name) && value && isSecretInClear(name, value)) {
        // Backstage replaces nothing in variables.
        const fix = 'use valueFrom.secretKeyRef, or $(NAME) of a variable ahead of it that does';
        yield { path: `${path}.value`, message, fix };
      }
    }
  },
};
