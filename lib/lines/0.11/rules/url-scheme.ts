import { urlToCopy } from '../../../backstage/secrets';
import { portalUrls } from '../../common/checks/base-url';
import { checkUrlScheme } from '../../common/checks/portal-url';
import type { ChartRule } from '../subject';

/** Backstage refuses requests from another origin than its URL, and the callback of the sign-in has the wrong protocol. */
export const urlScheme: ChartRule = {
  id: 'url-scheme',
  severity: 'warning',
  about: "The portal's URL begins with https if browsers reach the portal with https.",
  *check({ values: { backstage, global }, facts }) {
    const [given] = portalUrls(backstage);
    const derived = {
      path: 'global.tls.enabled',
      message: `is ${global.tls.enabled ?? 'empty'}, so the URL of the portal is ${urlToCopy(facts.baseUrl)}`,
      fix: 'set it to true, or set backstage.baseUrl to the https URL',
    };
    const context = { backstage, baseUrl: facts.baseUrl, route: facts.portalRoute };
    yield* checkUrlScheme(context, given?.path ?? derived);
  },
};
