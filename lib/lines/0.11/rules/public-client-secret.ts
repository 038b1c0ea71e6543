import { credentialSource } from '../credentials';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule } from '../subject';

/** The secret of the chart's test client stands in its documentation. */
export const publicClientSecret: ChartRule = {
  id: 'public-client-secret',
  severity: 'warning',
  about: "The documented test client's secret is used on localhost or at the default domain only.",
  *check({ values, facts }) {
    const { backstage } = values;
    const isPublic = credentialSource(values) === 'inline' && backstage.auth.clientSecret === PUBLIC_CLIENT_SECRET;
    if (backstage.enabled && isPublic && !facts.isTrial) {
      yield {
        path: 'backstage.auth.clientSecret',
        message: "is the documented test client's, which everyone knows",
        fix: 'create an OAuth client of your own, and set backstage.auth.clientId and clientSecret to it',
      };
    }
  },
};
