import { isStrongSecret, STRONG_SECRET } from '../../../backstage/strong-secret';
import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** A short secret can be guessed. The checksum of the Secret then leaves out all credentials that can be guessed. */
export const weakBackendSecret: ChartRule = {
  id: 'weak-backend-secret',
  severity: 'warning',
  about: `The backend secret has ${STRONG_SECRET}, except for a portal on localhost or at the default domain.`,
  *check({ values, facts }) {
    const { enabled, backendSecret } = values.backstage;
    if (
      enabled &&
      !facts.isTrial &&
      credentialSource(values) === 'inline' &&
      backendSecret?.trim() &&
      !isStrongSecret(backendSecret)
    ) {
      yield {
        path: 'backstage.backendSecret',
        message: `must have ${STRONG_SECRET}, got fewer (not shown)`,
        fix: 'set it to 32 random characters, for example the output of openssl rand -base64 24',
      };
    }
  },
};
