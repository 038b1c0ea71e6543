import type { Rule } from './rule';

/** Kubernetes keeps the last one on create, and server-side apply rejects both. */
export const duplicateEnv: Rule = {
  id: 'duplicate-env',
  severity: 'error',
  about: 'No variable is in the list twice.',
  *check({ values: { backstage } }) {
    const first = new Map<string, number>();
    for (const [index, { name }] of (backstage.enabled ? (backstage.env ?? []) : []).entries()) {
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, index);
      } else {
        yield {
          path: `backstage.env[${index}].name`,
          message: `must be there once, got ${name} at backstage.env[${before}] too`,
          mend: 'remove one of the two',
        };
      }
    }
  },
};
