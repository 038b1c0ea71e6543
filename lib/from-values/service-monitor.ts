import type { Construct } from 'constructs';
import type { BackstageService } from '../service';
import { BackstageServiceMonitor } from '../service-monitor';
import { scrapesMetrics } from '../values/metrics';
import type { Resolved } from '../values/resolve';
import { orUndefined, withoutNulls } from './filled';

/** The ServiceMonitor (values: `backstage.metrics.serviceMonitor`). */
export function addServiceMonitor(scope: Construct, { values, release }: Resolved, service: BackstageService): void {
  if (scrapesMetrics(values)) {
    const { namespace, interval, scrapeTimeout, path, labels, relabelings } = values.backstage.metrics.serviceMonitor;
    new BackstageServiceMonitor(scope, 'ServiceMonitor', {
      service,
      namespace: namespace || release.namespace,
      interval: interval || null,
      scrapeTimeout: scrapeTimeout || null,
      path: orUndefined(path),
      labels: labels ?? {},
      relabelings: (relabelings ?? []).map(({ sourceLabels, ...relabeling }) => ({
        ...withoutNulls(relabeling),
        sourceLabels: sourceLabels ? [...sourceLabels] : undefined,
      })),
    });
  }
}
