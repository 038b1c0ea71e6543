import type { Construct } from 'constructs';
import type { BackstageService } from '../../constructs/service';
import { BackstageServiceMonitor } from '../../constructs/service-monitor';
import { omitEmptyTexts } from '../../util/omit-empty';
import type { CommonResolved } from './subject';

/** Adds the ServiceMonitor (values: `backstage.metrics.serviceMonitor`). */
export function addServiceMonitor(
  scope: Construct,
  { values, release, facts }: CommonResolved,
  service: BackstageService,
): void {
  if (facts.scrapesMetrics) {
    const { namespace, interval, scrapeTimeout, path, labels, relabelings } = values.backstage.metrics.serviceMonitor;
    new BackstageServiceMonitor(scope, 'ServiceMonitor', {
      service,
      namespace: namespace || release.namespace,
      interval: interval || false,
      scrapeTimeout: scrapeTimeout || false,
      path: path || undefined,
      prometheusLabels: labels ?? {},
      relabelings: relabelings?.map(({ sourceLabels, ...relabeling }) => ({
        ...omitEmptyTexts(relabeling),
        sourceLabels: sourceLabels && [...sourceLabels],
      })),
    });
  }
}
