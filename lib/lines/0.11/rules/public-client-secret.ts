import { credentialSource } from '../credentials';
import { PUBLIC_CLIENT_SECRET } from '../public-client-secret';
import type { ChartRule } from '../subject';

/** The chart's documentation contains the secret of the test client. */
export const publicClientSecret: ChartRule = {
  id: 'public-client-secret',
  severity: 'warning',
  about: 'Only a portal on localhost or at the default domain uses the secret of the documented test client.',
  *check({ values, facts }) {
    const { backstage } = values;
    const isPublic = credentialSource(values) === 'inline' && backstage.auth.clientSecret === PUBLIC_CLIENT_SECRET;
    if (backstage.enabled && isPublic && !facts.isTrial) {
      yield {
        path: 'backstage.auth.clientSecret',
        message: 'is the secret of the documented test client, which is public',
        fix: 'create an OAuth client for this portal, and set backstage.auth.clientId and clientSecret to its id and secret',
      };
    }
  },
};
