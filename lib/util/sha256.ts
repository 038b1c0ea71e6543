/** Returns the SHA-256 hash of a text in hexadecimal digits. */
export function sha256(text: string): string {
  // The module is loaded here, because it takes a tenth of the start time and most renderings need no hash.
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}

/** Returns the HMAC-SHA-256 of a text in hexadecimal digits. Only who knows the key can find the text by trying. */
export function hmacSha256(key: string, text: string): string {
  const { createHmac }: typeof import('node:crypto') = require('node:crypto');
  return createHmac('sha256', key).update(text).digest('hex');
}
