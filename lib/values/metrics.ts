import type { EffectiveValues } from './schema';

/** Whether a ServiceMonitor has Prometheus scrape the portal. */
export function scrapesMetrics({ backstage }: EffectiveValues): boolean {
  const { enabled, serviceMonitor } = backstage.metrics;
  return Boolean(enabled && serviceMonitor.enabled);
}
