import { checkRefreshInterval } from '../../common/checks/refresh-interval';
import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The External Secrets Operator rejects an ExternalSecret with an invalid duration, and creates no Secret. */
export const externalSecret: ChartRule = {
  id: 'external-secret',
  severity: 'error',
  about: 'The External Secrets Operator accepts the ExternalSecret.',
  *check({ values }) {
    const { enabled, externalSecret } = values.backstage;
    if (enabled && credentialSource(values) === 'external') {
      yield* checkRefreshInterval(externalSecret.refreshInterval);
    }
  },
};
