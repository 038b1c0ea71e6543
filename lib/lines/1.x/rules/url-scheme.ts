import { checkUrlScheme } from '../../common/checks/portal-url';
import type { ChartRule } from '../subject';

/** Backstage refuses requests from another origin than its URL, and the callback of the sign-in has the wrong protocol. */
export const urlScheme: ChartRule = {
  id: 'url-scheme',
  severity: 'warning',
  about: "The portal's URL begins with https if browsers reach the portal with https.",
  *check({ values: { backstage }, facts }) {
    yield* checkUrlScheme({ backstage, baseUrl: facts.baseUrl, route: facts.portalRoute }, 'backstage.baseUrl');
  },
};
