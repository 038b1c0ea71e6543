import { isLocalhost } from '../../kubernetes/dns';
import { BASE_DOMAIN } from './profile';

/** Checks whether a URL is at the default domain of the control plane, below it, or on the machine that opens it. */
export function isLocalUrl(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return isLocalhost(url) || host === BASE_DOMAIN || host.endsWith(`.${BASE_DOMAIN}`);
}
