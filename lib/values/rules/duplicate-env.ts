import type { PortalRule } from './portal-values';

/** Kubernetes keeps the last one on create, and server-side apply rejects both. */
export const duplicateEnv: PortalRule = {
  id: 'duplicate-env',
  severity: 'error',
  about: 'No variable is in the lists twice.',
  *check({ values, facts }) {
    if (!values.backstage.enabled) {
      return;
    }
    const first = new Map<string, string>();
    for (const { path, name } of facts.customVariables) {
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, path);
      } else {
        yield {
          path: `${path}.name`,
          message: `must be there once, got ${name} at ${before} too`,
          fix: 'remove one of the two',
        };
      }
    }
  },
};
