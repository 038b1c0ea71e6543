import { describe } from '../../../util/describe';
import { checkRefreshInterval } from '../../common/checks/refresh-interval';
import { isExternal } from '../credentials';
import type { ChartRule } from '../subject';

/** The External Secrets Operator rejects an ExternalSecret with an invalid duration, and creates no Secret. */
export const externalSecret: ChartRule = {
  id: 'external-secret',
  severity: 'error',
  about: 'The External Secrets Operator accepts the ExternalSecret, and its Secret has the key of the service client.',
  *check({ values, release }) {
    const { enabled, externalSecret, auth } = values.backstage;
    if (!enabled || !isExternal(values)) {
      return;
    }
    yield* checkRefreshInterval(externalSecret.refreshInterval);
    const { data }: { data: Readonly<Record<string, { readonly key: string } | undefined>> } = externalSecret;
    const keys = Object.entries(release.profile.secretKeys).flatMap(([name, key]) =>
      // The client's secret is required, so its key is always there.
      name === 'clientSecret' || data[name]?.key ? [key] : [],
    );
    const { serviceClientSecretKey } = auth;
    if (serviceClientSecretKey && !keys.includes(serviceClientSecretKey)) {
      yield {
        path: 'backstage.auth.serviceClientSecretKey',
        message: `must be a key of the Secret that the ExternalSecret creates, got ${describe(serviceClientSecretKey, true)}`,
        fix: `use one of ${keys.join(', ')}`,
      };
    }
  },
};
