/** SHA-256 of a text, in hexadecimal digits. */
export function sha256(text: string): string {
  // Loaded here, for most renderings need no hash and it takes a tenth of a start.
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
