import { isMap } from '../util/members';
import type { Explanation } from './foreign-keys';

/** Returns message and fix for a top-level key that is no setting of any chart; undefined for other keys. */
export function explainRootKey(key: string, value: unknown): Explanation | undefined {
  if (/^(?:USER-SUPPLIED|COMPUTED) VALUES$/.test(key)) {
    return {
      message: 'is the heading that helm get values prints, not a value',
      fix: 'remove this line, or write the file with helm get values RELEASE -o yaml',
    };
  }
  if (key === 'sops' && isMap(value)) {
    return {
      message: 'belongs to SOPS, which encrypted the file, so the values are ciphertext',
      fix: 'decrypt the file first (sops --decrypt FILE | backstage-synth -f -), or keep the credentials in a Secret and set backstage.secretName',
    };
  }
  if (/^(?:x-|\.)\w/.test(key)) {
    return {
      message: 'unknown key; Helm and this package accept no keys that only hold anchors',
      fix: 'write its content and its anchor (&NAME) at the first place that uses it, then remove the key',
    };
  }
  return undefined;
}
