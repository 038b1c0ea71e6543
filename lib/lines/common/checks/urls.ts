import { describeUrl } from '../../../backstage/secrets';
import { isHttpUrl } from '../../../kubernetes/http-url';
import type { Violation } from '../../../util/violation';

/** Checks URLs by their paths. An empty one is unset. */
export function* checkUrls(given: Readonly<Record<string, string | undefined>>): Iterable<Violation> {
  for (const [path, url] of Object.entries(given)) {
    if (url && !isHttpUrl(url)) {
      yield {
        path,
        message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
        fix: 'write it as https://name.example.com/path',
      };
    }
  }
}
