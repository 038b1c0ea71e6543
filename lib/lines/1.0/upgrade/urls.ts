import { describeUrl } from '../../../backstage/secrets';
import type { Edit } from '../../../values/upgrade/step';
import type { Source } from './source';

/** URL that passes the checks of the new chart. */
const EXAMPLE = 'https://example.com';

/** Yields what changes for the URLs of the portal and of the API that it calls. Chart 1.0 derives neither from hosts. */
export function* urls(source: Source): Iterable<Edit> {
  yield* portalUrl(source);
  yield* apiUrl(source);
  const why = 'was part of the derived hosts and URLs, which are now written out';
  yield { type: 'drop', path: 'global.baseDomain', message: why };
  yield { type: 'drop', path: 'global.port', message: why };
  yield { type: 'drop', path: 'global.tls', message: why };
}

function* portalUrl({ subject, exact }: Source): Iterable<Edit> {
  const { values, facts } = subject;
  const { backstage } = values;
  const path = 'backstage.baseUrl';
  if (!backstage.baseUrl) {
    const { app, backend } = backstage.appConfig ?? {};
    // The URL in appConfig must stay the same text.
    const url = app?.baseUrl || backend?.baseUrl || facts.baseUrl;
    if (facts.urls.consoleHost || url !== facts.baseUrl) {
      yield {
        type: 'derive',
        path,
        value: url,
        message: `is ${describeUrl(url)}, which followed from other values; chart 1.0 derives no URL`,
      };
    } else {
      yield { type: 'decide', path, message: 'set it to the URL that users open in the browser', example: EXAMPLE };
    }
  } else if (exact.facts.baseUrl !== facts.baseUrl) {
    yield { type: 'changed', path, message: 'loses the slash at its end in URLs that chart 1.0 derives from it' };
  }
  if (facts.baseUrl.startsWith('https:')) {
    yield {
      type: 'derive',
      path: 'backstage.tls.enabled',
      value: true,
      message:
        'is true, because the URL of the portal is https; otherwise browsers no longer upgrade requests to https',
    };
  }
}

function* apiUrl({ subject, exact }: Source): Iterable<Edit> {
  const before = exact.facts.urls.openchoreoApiUrl;
  const after = subject.facts.urls.openchoreoApiUrl;
  if (subject.values.backstage.enabled && before !== after) {
    yield {
      type: 'changed',
      path: 'backstage.openchoreoApi.url',
      message: `is ${describeUrl(after)} by default, after openchoreoApi.name; with chart 0.11 it was ${describeUrl(before)}`,
    };
  }
}
