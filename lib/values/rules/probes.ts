import type { PortalRule } from './portal-values';

const HANDLERS = ['httpGet', 'exec', 'tcpSocket', 'grpc'] as const;

/** Kubernetes rejects a check that has no way to check, or two. */
export const probes: PortalRule = {
  id: 'probes',
  severity: 'error',
  about: 'Each check of the container has one way to check.',
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
        yield {
          path: `backstage.${name}`,
          message: `must have one of ${HANDLERS.join(', ')}, got ${handlers.join(' and ') || 'none'}`,
          fix: fixOf(name, handlers),
        };
      }
      if (name !== 'readinessProbe' && (probe.successThreshold ?? 1) !== 1) {
        yield {
          path: `backstage.${name}.successThreshold`,
          message: `must be 1, got ${probe.successThreshold}`,
          fix: 'remove it; only readinessProbe may need more than one success',
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
  return hasDefault ? 'set httpGet to null, which takes the default away' : 'remove all but one';
}
