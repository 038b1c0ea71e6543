/**
 * Returns a number as text.
 *
 * @param value the number
 * @param asFloat whether to write it as the chart does (defect `large-numbers`). Helm reads it as a float, so from a
 * million on it has an exponent of at least two digits, such as `1e+06`.
 */
export function goNumber(value: number, asFloat: boolean): string {
  if (!asFloat || Math.abs(value) < 1e6) {
    return String(value);
  }
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
