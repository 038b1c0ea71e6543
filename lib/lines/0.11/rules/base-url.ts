import { isHostName } from '../../../kubernetes/dns';
import { describe } from '../../../util/describe';
import { checkPortalUrls, portalUrls } from '../../common/checks/base-url';
import type { ChartRule } from '../subject';

/** Users open this URL in the browser, and the identity provider redirects them to it. */
export const baseUrl: ChartRule = {
  id: 'base-url',
  severity: 'error',
  about: "The portal's URL is an absolute http or https URL, and all values that set it agree.",
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    yield* checkPortalUrls(backstage);
    const firstHost = backstage.ingress.hosts?.[0]?.host ?? '';
    if (portalUrls(backstage).length === 0 && firstHost.startsWith('*.') && isHostName(firstHost)) {
      yield {
        path: 'backstage.baseUrl',
        message: `is required when the first host is a wildcard (${describe(firstHost)})`,
        fix: 'set it to the URL that users open in the browser',
      };
    }
  },
};
