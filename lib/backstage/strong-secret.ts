/** Least number of characters of a secret that nobody can guess. */
const MIN_CHARACTERS = 24;

/** Least number of different characters in such a secret. */
const MIN_DIFFERENT = 8;

/** Requirement for a secret that nobody can guess, as it follows "must have". */
export const STRONG_SECRET = `at least ${MIN_CHARACTERS} characters, and ${MIN_DIFFERENT} different ones`;

/** Checks whether a secret is so long that nobody finds it by trying all texts. */
export function isStrongSecret(secret: string): boolean {
  return secret.length >= MIN_CHARACTERS && new Set(secret).size >= MIN_DIFFERENT;
}
