import { type EffectiveValues, schema, type Values } from '../../lib/lines/0.11/schema';
import { withDefaults } from '../../lib/values/merge';

/** Values with their defaults, unchecked. */
export function effective(values: Values): EffectiveValues {
  return withDefaults(schema, values) as EffectiveValues;
}

/** Values that the types refuse, as a file may have them. */
export function untyped(values: unknown): Values {
  return values as Values;
}
