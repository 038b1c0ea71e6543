import { configKeys } from '../../backstage/app-config-variables';
import { isPlainTextSecret, plainTextSecrets } from '../../backstage/secrets';
import type { PortalRule } from './portal-values';

/** A ConfigMap and a variable are plain text, in the cluster and in the repository. */
export const appConfigSecrets: PortalRule = {
  id: 'app-config-secrets',
  severity: 'error',
  about: '`appConfig` and `APP_CONFIG_` variables contain only references to secrets.',
  *check({ values: { backstage }, facts }) {
    if (!backstage.enabled) {
      return;
    }
    const message = 'must not be a secret in plain text, got one (not shown)';
    for (const path of plainTextSecrets(backstage.appConfig ?? {}, 'backstage.appConfig')) {
      const fix = 'write ${NAME} instead, and set the variable NAME from a Secret in backstage.extraEnv';
      yield { path, message, fix };
    }
    for (const { path, name, value } of facts.customVariables) {
      if (configKeys(name) && value && isPlainTextSecret(name, value)) {
        // Backstage does not replace references in variables.
        const fix = 'use valueFrom.secretKeyRef, or $(NAME) with the name of an earlier variable that uses it';
        yield { path: `${path}.value`, message, fix };
      }
    }
  },
};
