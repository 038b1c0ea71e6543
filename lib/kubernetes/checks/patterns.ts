import { DNS_NAME } from '../names';

/** How messages describe the texts that match a pattern. */
interface PatternForm {
  readonly words: string;
  readonly fix: string;
}

/** Beginnings of patterns in the schemas of custom resources, and the texts that match. The first that fits counts. */
const FORMS: readonly (readonly [string, PatternForm])[] = [
  ['^(\\*\\.)?[a-z0-9]', { words: 'a host name, whose first part may be *', fix: 'write it as example.com' }],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.', DNS_NAME],
  ['^$|^[a-z0-9]', { ...DNS_NAME, words: `empty, or ${DNS_NAME.words}` }],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', { words: 'lower-case letters, digits and hyphens', fix: 'write it as my-name' }],
  ['^[a-zA-Z](', { words: 'the name of a kind', fix: 'write it as HTTPRoute' }],
  [
    '^([0-9]{1,5}(h|m|s|ms))',
    { words: 'a duration with h, m, s or ms', fix: 'write it as 30s or 1m30s; 0s means no limit' },
  ],
  ['^(0|(([0-9]+)y)?', { words: 'a duration with the units y, w, d, h, m, s and ms', fix: 'write it as 30s or 1m30s' }],
  ['^[-._a-zA-Z0-9]+$', { words: 'letters, digits, -, _ and .', fix: 'replace the other characters' }],
  ['^[a-zA-Z_]', { words: 'the name of a label of Prometheus', fix: 'write it with letters, digits and _' }],
  ['(^\\*$)|(^(http', { words: 'the origin of a URL, or *', fix: 'write it as https://example.com' }],
  ['^(http|https|socks5)', { words: 'a URL of a proxy', fix: 'write it as http://proxy.example.com:3128' }],
  ['^[A-Za-z0-9!#', { words: 'the name of a header or parameter', fix: 'write it as X-Name' }],
];

/** Returns how messages describe the texts that match a pattern. */
export function patternForm(pattern: string): PatternForm {
  const known = FORMS.find(([beginning]) => pattern.startsWith(beginning))?.[1];
  return known ?? { words: `a text that matches ${pattern}`, fix: 'change it to such a text' };
}
