const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** Whether a text is a DNS name in lower case, at most 253 characters (Kubernetes: DNS-1123 subdomain). */
export function isDnsName(text: string): boolean {
  return text.length <= 253 && new RegExp(`^${LABEL}(?:\\.${LABEL})*$`).test(text);
}

/** Whether a text is one part of a DNS name, at most 63 characters (Kubernetes: DNS-1123 label). */
export function isDnsLabel(text: string): boolean {
  return new RegExp(`^${LABEL}$`).test(text);
}

/** Whether a text is a host name as routes take it: a DNS name, a wildcard at most its first part, and no IP address. */
export function isHostName(text: string): boolean {
  return text.length <= 253 && isDnsName(text.replace(/^\*\./, '')) && !/^\d+(?:\.\d+){3}$/.test(text);
}

/** Whether a URL leads to the machine that opens it. */
export function isLocalhost(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}
