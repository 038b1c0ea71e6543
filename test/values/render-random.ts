import { type RenderOptions, renderManifests, type Values } from '../../lib';
import { ValuesError } from '../../lib/values/finding';

/** Renders values. If they are refused, it passes the error to `onRefusal` and returns undefined. */
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
