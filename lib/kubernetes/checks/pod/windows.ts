import type { WindowsSecurityContextOptions } from 'kubernetes-types/core/v1';
import { DNS_NAME } from '../../names';
import type { Place } from '../place';
import { checkFormIfSet } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Largest size of a credential specification in bytes. */
const MAX_CREDENTIAL_SPEC = 64 * 1024;

/** Checks of the options for Windows in security contexts. */
export const windowsChecks = {
  WindowsSecurityContextOptions(options: Given<WindowsSecurityContextOptions>, at: Place) {
    const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options;
    checkFormIfSet(gmsaCredentialSpecName, DNS_NAME, at.at('gmsaCredentialSpecName'));
    if (gmsaCredentialSpec !== undefined) {
      const size = Buffer.byteLength(gmsaCredentialSpec);
      if (size === 0 || size > MAX_CREDENTIAL_SPEC) {
        at.at('gmsaCredentialSpec').refuse(`must have 1 to ${MAX_CREDENTIAL_SPEC} bytes, got ${size}`, 'change it');
      }
    }
    if (runAsUserName !== undefined && !isUserName(runAsUserName)) {
      at.at('runAsUserName').refuseValue(runAsUserName, 'a user of Windows', 'write it as DOMAIN\\user or user');
    }
  },
} satisfies TypeChecks;

const NETBIOS_DOMAIN = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const DNS_DOMAIN = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`);

/** Checks whether a text is the name of a user of Windows, optionally with a domain. */
function isUserName(text: string): boolean {
  const parts = text.split('\\');
  const [user = '', domain] = parts.reverse();
  const isDomain =
    domain === undefined || (domain.length < 256 && (NETBIOS_DOMAIN.test(domain) || DNS_DOMAIN.test(domain)));
  const isUser =
    user.length >= 1 && Buffer.byteLength(user) <= 104 && !/^[. ]+$/.test(user) && !/["/\\:;|=,+*?<>@[\]]/.test(user);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Windows does not allow them.
  return parts.length <= 2 && isDomain && isUser && !/[\x00-\x1f\x7f]/.test(text);
}
