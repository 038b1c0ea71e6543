import { type RenderOptions, renderManifests, type Values } from '../../lib';
import { ValuesError } from '../../lib/values/finding';

/** Renders values; undefined where they are refused, in which case the error is checked and handed on. */
export function render(
  values: Values | Values[],
  options: RenderOptions = {},
  onRefusal: (error: ValuesError) => void = () => {},
) {
  try {
    return renderManifests(values, options);
  } catch (error) {
    if (!(error instanceof ValuesError)) {
      throw error;
    }
    expect(error.findings.length).toBeGreaterThan(0);
    onRefusal(error);
    return undefined;
  }
}
