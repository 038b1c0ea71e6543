import { hasUser, isHttpUrl } from '../kubernetes/http-url';
import type { Violation } from '../util/violation';
import { describeUrl, holdsSecret } from './secrets';

/** Checks URLs by their paths. An empty one is unset. */
export function* checkUrls(given: Readonly<Record<string, string | undefined>>): Iterable<Violation> {
  for (const [path, url] of Object.entries(given)) {
    if (url) {
      yield* checkUrl(path, url);
    }
  }
}

/** Checks a URL that is not empty. */
export function* checkUrl(path: string, url: string): Iterable<Violation> {
  if (isHttpUrl(url)) {
    yield* checkCredentials(path, url);
  } else {
    yield {
      path,
      message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
      fix: 'write it as https://name.example.com/path',
    };
  }
}

/** Checks the URL at which browsers reach the portal. Backstage appends paths to it, for example for the redirect URL. */
export function* checkPortalUrl(path: string, url: string): Iterable<Violation> {
  if (!isHttpUrl(url)) {
    yield {
      path,
      message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
      fix: 'write it as https://console.example.com',
    };
  } else if (/[?#]/.test(url)) {
    yield {
      path,
      message: `must not contain ? or #, got ${describeUrl(url)}`,
      fix: 'remove the part that begins with ? or #; a path after the host is valid',
    };
  } else {
    yield* checkCredentials(path, url);
  }
}

/** Checks that a URL contains no credentials. The output shows it to everyone, and browsers and fetch reject a user. */
export function* checkCredentials(path: string, url: string): Iterable<Violation> {
  if (hasUser(url)) {
    yield {
      path,
      message: `must not contain a user or password, got ${describeUrl(url)}`,
      fix: 'remove both from the URL; fetch rejects them. Pass credentials as a variable that uses valueFrom.secretKeyRef',
    };
  } else if (holdsSecret(url)) {
    yield {
      path,
      message: `must not contain a secret, got ${describeUrl(url)}`,
      fix: 'remove it from the URL; pass it as a variable that uses valueFrom.secretKeyRef',
    };
  }
}
