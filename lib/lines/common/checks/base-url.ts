import { describeUrl } from '../../../backstage/secrets';
import { checkPortalUrl } from '../../../backstage/url-checks';
import type { Violation } from '../../../util/violation';
import type { PortalValues } from '../../../values/rules/portal-values';

/** Values that set the portal's URL. */
export interface UrlValues {
  readonly baseUrl: string | undefined;
  readonly appConfig: PortalValues['backstage']['appConfig'];
}

/** Returns the URLs of the portal that the values set, with their paths. */
export function portalUrls({ baseUrl, appConfig }: UrlValues): { readonly path: string; readonly url: string }[] {
  return [
    { path: 'backstage.baseUrl', url: baseUrl },
    { path: 'backstage.appConfig.app.baseUrl', url: appConfig?.app?.baseUrl },
    { path: 'backstage.appConfig.backend.baseUrl', url: appConfig?.backend?.baseUrl },
  ].flatMap(({ path, url }) => (url ? [{ path, url }] : []));
}

/** Checks the URLs of the portal that the values set: they are absolute, without a query, and agree. */
export function* checkPortalUrls(values: UrlValues): Iterable<Violation> {
  const given = portalUrls(values);
  for (const { path, url } of given) {
    yield* checkPortalUrl(path, url);
  }
  const [first, ...others] = given;
  for (const { path, url } of others) {
    if (first && url !== first.url) {
      yield {
        path,
        message: `must be the same as ${first.path} (${describeUrl(first.url)}), got ${describeUrl(url)}`,
        fix: `remove it, or set it to the value of ${first.path}`,
      };
    }
  }
}
