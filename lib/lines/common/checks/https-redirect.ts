import type { Violation } from '../../../util/violation';
import type { ParentRefs } from '../routes';

interface RedirectValues {
  readonly httpsRedirect: { readonly enabled: boolean | undefined; readonly sectionName: string | undefined };
  readonly parentRefs: ParentRefs;
}

interface RedirectContext {
  /** Path of the section. */
  readonly section: string;
  /** URL of the portal. */
  readonly baseUrl: string;
  /** Listener that the main route attaches to by default. */
  readonly httpsListener: string;
  /** Fix for a portal whose URL is not an https URL. */
  readonly fixOfUrl: string;
}

/** Checks the redirect to https, if it is rendered. */
export function* checkHttpsRedirect(
  { httpsRedirect, parentRefs = [] }: RedirectValues,
  { section, baseUrl, httpsListener, fixOfUrl }: RedirectContext,
): Iterable<Violation> {
  if (!httpsRedirect.enabled) {
    return;
  }
  if (!/^https:/.test(baseUrl)) {
    yield {
      path: `${section}.httpsRedirect.enabled`,
      message: "must be false when the portal's URL does not begin with https",
      fix: fixOfUrl,
    };
  }
  if (parentRefs.length === 0 && httpsRedirect.sectionName === httpsListener) {
    yield {
      path: `${section}.httpsRedirect.sectionName`,
      message: `must not be ${httpsListener}, because the HTTPRoute to Backstage attaches to that listener`,
      fix: "set it to the name of the Gateway's http listener",
    };
  }
  if (!httpsRedirect.sectionName) {
    yield {
      path: `${section}.httpsRedirect.sectionName`,
      message: 'must not be empty',
      fix: "set it to the name of the Gateway's http listener, or remove it to use http",
    };
  }
  for (const [index, { sectionName, port }] of parentRefs.entries()) {
    if (sectionName ? sectionName === httpsRedirect.sectionName : !port) {
      yield {
        path: `${section}.parentRefs[${index}].sectionName`,
        message: 'must name another listener than httpsRedirect, because both routes would match the same requests',
        fix: 'set it to the name of the https listener',
      };
    }
  }
}
