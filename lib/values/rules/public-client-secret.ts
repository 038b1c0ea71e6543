import { DEFAULTS } from '../../chart-0.11';
import { credentialSource } from '../credentials';
import { isLocalhost } from '../dns';
import type { Rule } from './rule';

/** The secret of the chart's test client stands in its documentation. */
export const publicClientSecret: Rule = {
  id: 'public-client-secret',
  severity: 'warning',
  about: "The documented test client's secret is used on localhost only.",
  *check({ values, addresses }) {
    const { backstage } = values;
    const isPublic =
      credentialSource(values) === 'inline' && backstage.auth.clientSecret === DEFAULTS.auth.clientSecret;
    if (backstage.enabled && isPublic && !isLocalhost(addresses.baseUrl)) {
      yield {
        path: 'backstage.auth.clientSecret',
        message: "is the documented test client's, which everyone knows",
        mend: 'create an OAuth client of your own, and set backstage.auth.clientId and clientSecret to it',
      };
    }
  },
};
