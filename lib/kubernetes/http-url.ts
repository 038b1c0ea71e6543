/** Checks whether a text is an absolute http or https URL with a host. */
export function isHttpUrl(text: string): boolean {
  // URL.canParse alone accepts spaces. It removes them around the text, and escapes them in the path.
  return /^https?:\/\/[^\s/?#]\S*$/.test(text) && URL.canParse(text);
}
