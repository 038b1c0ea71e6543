/** Whether a text is an absolute http or https URL with a host. */
export function isHttpUrl(text: string): boolean {
  // URL.canParse alone takes spaces: it cuts those around the text off, and escapes those in its path.
  return /^https?:\/\/[^\s/?#]\S*$/.test(text) && URL.canParse(text);
}
