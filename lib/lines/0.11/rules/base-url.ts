import { describeUrl } from '../../../backstage/secrets';
import { isHostName } from '../../../kubernetes/dns';
import { isHttpUrl } from '../../../kubernetes/http-url';
import { describe } from '../../../util/describe';
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
    const given = [
      { path: 'backstage.baseUrl', url: backstage.baseUrl },
      { path: 'backstage.appConfig.app.baseUrl', url: backstage.appConfig?.app?.baseUrl },
      { path: 'backstage.appConfig.backend.baseUrl', url: backstage.appConfig?.backend?.baseUrl },
    ].flatMap(({ path, url }) => (url ? [{ path, url }] : []));
    for (const { path, url } of given) {
      if (!isHttpUrl(url)) {
        yield {
          path,
          message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
          fix: 'write it as https://console.example.com',
        };
      } else if (/[?#]/.test(url)) {
        // Backstage appends paths to it, for example for the redirect URL.
        yield {
          path,
          message: `must not contain ? or #, got ${describeUrl(url)}`,
          fix: 'remove the part that begins with ? or #; a path after the host is valid',
        };
      }
    }
    const firstHost = backstage.ingress.hosts?.[0]?.host ?? '';
    if (given.length === 0 && firstHost.startsWith('*.') && isHostName(firstHost)) {
      yield {
        path: 'backstage.baseUrl',
        message: `is required when the first host is a wildcard (${describe(firstHost)})`,
        fix: 'set it to the URL that users open in the browser',
      };
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
  },
};
