import { checkPortalUrls } from '../../common/checks/base-url';
import type { ChartRule } from '../subject';

/** Users open this URL in the browser, and the identity provider redirects them to it. */
export const baseUrl: ChartRule = {
  id: 'base-url',
  severity: 'error',
  about: "The portal's URL is an absolute http or https URL, and all values that set it agree.",
  *check(subject) {
    const { backstage } = subject.values;
    if (!backstage.enabled) {
      return;
    }
    // The check for missing values reports null.
    if (!backstage.baseUrl && !subject.nulls.has('backstage.baseUrl')) {
      yield {
        path: 'backstage.baseUrl',
        message: 'is required',
        fix: 'set it to the URL that users open in the browser',
      };
    }
    // The default is a placeholder, which the rule for placeholders refuses.
    const url = subject.isGiven('backstage.baseUrl') ? backstage.baseUrl : undefined;
    yield* checkPortalUrls({ baseUrl: url, appConfig: backstage.appConfig });
  },
};
