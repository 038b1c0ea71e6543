/** Checks whether a text is an absolute http or https URL with a host. */
export function isHttpUrl(text: string): boolean {
  // URL.canParse alone accepts spaces. It removes them around the text, and escapes them in the path.
  return /^https?:\/\/[^\s/?#]\S*$/.test(text) && URL.canParse(text);
}

/** Checks whether a URL contains a user or a password. */
export function hasUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== '' || password !== '';
}
