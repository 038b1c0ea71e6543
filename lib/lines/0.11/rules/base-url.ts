import { describeUrl } from '../../../backstage/secrets';
import { isHostName } from '../../../kubernetes/dns';
import { isHttpUrl } from '../../../kubernetes/http-url';
import { describe } from '../../../util/describe';
import type { ChartRule } from '../subject';

/** Browsers are sent to this URL, and the identity provider sends them back to it. */
export const baseUrl: ChartRule = {
  id: 'base-url',
  severity: 'error',
  about: "The portal's URL is an absolute http or https URL, and the same wherever it is given.",
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
        // Paths such as that of the redirect URL are written behind it.
        yield {
          path,
          message: `must have no ? and no #, got ${describeUrl(url)}`,
          fix: 'leave out what begins with it; a path may follow the host',
        };
      }
    }
    const firstHost = backstage.ingress.hosts?.[0]?.host ?? '';
    if (given.length === 0 && firstHost.startsWith('*.') && isHostName(firstHost)) {
      yield {
        path: 'backstage.baseUrl',
        message: `is needed where the first host is a wildcard, got none and ${describe(firstHost)}`,
        fix: 'set it to the URL that browsers open',
      };
    }
    const [first, ...others] = given;
    for (const { path, url } of others) {
      if (first && url !== first.url) {
        yield {
          path,
          message: `must agree with ${first.path} (${describeUrl(first.url)}), got ${describeUrl(url)}`,
          fix: `remove it, or make it the same as ${first.path}`,
        };
      }
    }
  },
};
