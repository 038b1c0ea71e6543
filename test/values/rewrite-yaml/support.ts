import { readValues } from '../../../lib/values/load';
import { type Rewriting, rewriteYaml } from '../../../lib/values/rewrite-yaml';

/** Rewrites a text, and checks that the result has the new values. */
export function rewrite(text: string, values: Rewriting['values'], more: Partial<Rewriting> = {}): string {
  const rewritten = rewriteYaml(text, 'values.yaml', {
    values,
    moves: [],
    comments: new Map(),
    removed: 'removed',
    ...more,
  });
  expect(readValues(Buffer.from(rewritten), 'values.yaml')).toEqual(values);
  return rewritten;
}
