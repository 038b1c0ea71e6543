import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The chart generates another secret at every render, so every output differs. With `corrected`, the pods restart. */
export const stableBackendSecret: ChartRule = {
  id: 'stable-backend-secret',
  severity: 'error',
  about: 'The backend secret is set, so that equal values render equal output.',
  *check({ values }) {
    const { enabled, backendSecret } = values.backstage;
    if (enabled && credentialSource(values) === 'inline' && !backendSecret?.trim()) {
      yield {
        path: 'backstage.backendSecret',
        message: 'is required; the chart would generate another one at every render',
        fix: 'set it to 32 random characters and keep them, or move all credentials to a Secret. Name it as backstage.secretName in a second file, because Helm refuses that key',
      };
    }
  },
};
