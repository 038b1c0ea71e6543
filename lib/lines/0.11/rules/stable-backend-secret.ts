import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The chart makes up another secret at every render, which signs everyone out and makes every output differ. */
export const stableBackendSecret: ChartRule = {
  id: 'stable-backend-secret',
  severity: 'error',
  about: 'The backend secret is given, so that the output is stable.',
  *check({ values }) {
    const { enabled, backendSecret } = values.backstage;
    if (enabled && credentialSource(values) === 'inline' && !backendSecret?.trim()) {
      yield {
        path: 'backstage.backendSecret',
        message: 'is needed, got none; the chart would invent another one at every render',
        fix: 'set it to 32 random characters and keep them, or name a Secret in backstage.secretName',
      };
    }
  },
};
