const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const PART = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_NAME = new RegExp(`^${PART}(?:\\.${PART})*$`);

/**
 * Checks whether a text is a lower-case DNS name of at most 253 characters (Kubernetes: DNS-1123 subdomain). Kubernetes
 * does not limit the length of its parts.
 */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && DNS_NAME.test(text);
}

/** Checks whether a text is one part of a DNS name, with at most 63 characters (Kubernetes: DNS-1123 label). */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/**
 * Checks whether routes accept a text as a host name: a DNS name whose first part may be a wildcard, not an IP address.
 */
export function isHostName(text: string): boolean {
  const name = text.startsWith('*.') ? text.slice(2) : text;
  return text.length <= 253 && isDnsName(name) && !/^\d+(?:\.\d+){3}$/.test(text);
}

/** Checks whether a URL points to the machine that opens it. */
export function isLocalhost(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const isName = host === 'localhost' || host.endsWith('.localhost') || host === '[::1]';
  return isName || (host.startsWith('127.') && /^127(?:\.\d+){3}$/.test(host));
}
