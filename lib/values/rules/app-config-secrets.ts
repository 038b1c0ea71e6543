import { leaves } from '../app-config-leaves';
import type { Rule } from './rule';

/** What keys of secrets are called in the configuration of Backstage and its plugins. */
const SECRET_KEY = /(?:secret|password|passphrase|token|api[-_]?key|private[-_]?key|access[-_]?key)$|^authorization$/i;

/** A URL with a password in it. */
const PASSWORD_IN_URL = /:\/\/[^/\s:@]*:([^/\s@]+)@/;

/** A ConfigMap and a variable are in clear, in the cluster as in the repository. */
export const appConfigSecrets: Rule = {
  id: 'app-config-secrets',
  severity: 'error',
  about: 'Secrets are in `appConfig` by reference only.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    for (const { path, key, value } of leaves(backstage.appConfig ?? {})) {
      if ((typeof value === 'string' || typeof value === 'number') && holdsSecret(key, String(value))) {
        yield {
          path,
          message: 'must not be a secret in clear, got one (not shown)',
          mend: 'write ${NAME}, and set the variable NAME from a Secret in backstage.extraEnv',
        };
      }
    }
  },
};

/** Whether the text is a secret; a reference to a variable, without a text to fall back on, is none. */
function holdsSecret(key: string, text: string): boolean {
  const [, password] = PASSWORD_IN_URL.exec(text) ?? [];
  const isReference = (part: string) => part.includes('${') && !part.includes(':-');
  return (
    (SECRET_KEY.test(key) && text !== '' && !isReference(text)) || (password !== undefined && !isReference(password))
  );
}
