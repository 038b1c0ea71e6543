import type { PortalRule } from './portal-values';

const HANDLERS = ['httpGet', 'exec', 'tcpSocket', 'grpc'] as const;

/** Kubernetes rejects a probe without a handler or with several. */
export const probes: PortalRule = {
  id: 'probes',
  severity: 'error',
  about: 'Each probe has exactly one handler, and only `readinessProbe` requires more than one success.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled) {
      return;
    }
    const { livenessProbe, readinessProbe, startupProbe } = backstage;
    for (const [name, probe] of Object.entries({ livenessProbe, readinessProbe, startupProbe })) {
      if (!probe || Object.keys(probe).length === 0) {
        continue;
      }
      const handlers = handlersOf(probe);
      if (handlers.length !== 1) {
        const got = handlers.length === 0 ? '' : `, got ${handlers.join(' and ')}`;
        yield {
          path: `backstage.${name}`,
          message: `must have exactly one of ${HANDLERS.join(', ')}${got}`,
          fix: fixOf(name, handlers),
        };
      }
      if (name !== 'readinessProbe' && (probe.successThreshold ?? 1) !== 1) {
        yield {
          path: `backstage.${name}.successThreshold`,
          message: `must be 1, got ${probe.successThreshold}`,
          fix: 'remove it; only readinessProbe can require more than one success',
        };
      }
    }
  },
};

function handlersOf(probe: { readonly [Handler in (typeof HANDLERS)[number]]?: unknown }): string[] {
  return HANDLERS.filter((handler) => probe[handler]);
}

function fixOf(name: string, handlers: readonly string[]): string {
  if (handlers.length === 0) {
    return 'add httpGet';
  }
  const hasDefault = name !== 'startupProbe' && handlers.includes('httpGet');
  return hasDefault ? 'set httpGet to null to remove the default' : 'keep only one of them';
}
