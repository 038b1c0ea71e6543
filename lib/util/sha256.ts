/** Returns the SHA-256 hash of a text in hexadecimal digits. */
export function sha256(text: string): string {
  // The module is loaded here, because it takes a tenth of the start time and most renderings need no hash.
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
