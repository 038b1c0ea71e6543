import { pathOf } from '../../util/path';
import { leaves } from '../tree';
import type { PortalRule } from './portal-values';

/** Text that SOPS writes instead of a value. */
const CIPHERTEXT = /^ENC\[[A-Z\d_]+,data:/;

/** Pods would get the encrypted text instead of the value. SOPS also adds the key `sops`, which the schema refuses. */
export const encryptedValues: PortalRule = {
  id: 'encrypted-values',
  severity: 'error',
  about: 'No value is a text that SOPS encrypted.',
  *check({ values }) {
    // The search in the text of all values is fast, and nearly always finds nothing.
    if (!values.backstage.enabled || Object.hasOwn(values, 'sops') || !JSON.stringify(values).includes('"ENC[')) {
      return;
    }
    const found = [...leaves(values)].filter(([, value]) => typeof value === 'string' && CIPHERTEXT.test(value));
    const [first, ...others] = found.map(([keys]) => pathOf(keys));
    if (first !== undefined) {
      const more = others.length === 0 ? '' : `, and so ${others.length === 1 ? 'is' : 'are'} ${others.length} more`;
      yield {
        path: first,
        message: `is encrypted by SOPS${more}: pods would get the ciphertext`,
        fix: 'decrypt the file first (sops --decrypt FILE | backstage-synth -f -), or keep the credentials in a Secret and set backstage.secretName',
      };
    }
  },
};
