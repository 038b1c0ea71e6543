import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpec,
  type ServiceMonitorSpecEndpointsRelabelings,
} from '../imports/monitoring.coreos.com';
import { OWN_DEFAULTS } from './chart-0.11';
import { BackstageResource } from './resource';
import type { BackstageService } from './service';
import { unlessEmpty } from './unless-empty';

const DEFAULTS = OWN_DEFAULTS.serviceMonitor;

/** Settings of {@link BackstageServiceMonitor}. */
export interface BackstageServiceMonitorProps {
  /** The Service to scrape. */
  readonly service: BackstageService;

  /**
   * Namespace of the ServiceMonitor, where Prometheus looks for it (values: `backstage.metrics.serviceMonitor.namespace`).
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;

  /**
   * Time between scrapes, such as `30s`; `null` leaves it to Prometheus (values:
   * `backstage.metrics.serviceMonitor.interval`).
   *
   * @default '30s'
   */
  readonly interval?: string | null;

  /**
   * Time that a scrape may take, at most the interval; `null` leaves it to Prometheus (values:
   * `backstage.metrics.serviceMonitor.scrapeTimeout`).
   *
   * @default '10s'
   */
  readonly scrapeTimeout?: string | null;

  /**
   * HTTP path of the metrics (values: `backstage.metrics.serviceMonitor.path`).
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Labels by which Prometheus selects the ServiceMonitor (values: `backstage.metrics.serviceMonitor.labels`).
   *
   * @default - prometheus: kube-prometheus
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Changes of the scraped targets' labels, in order (values: `backstage.metrics.serviceMonitor.relabelings`).
   *
   * @default []
   */
  readonly relabelings?: readonly ServiceMonitorSpecEndpointsRelabelings[];
}

/**
 * The ServiceMonitor `<fullname>-ui`, by which the Prometheus operator scrapes Backstage's Service. The chart has its
 * values, and no template for it.
 */
export class BackstageServiceMonitor extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageServiceMonitorProps) {
    const {
      service,
      namespace = DEFAULTS.namespace,
      interval = DEFAULTS.interval,
      scrapeTimeout = DEFAULTS.scrapeTimeout,
      path = DEFAULTS.path,
      labels = DEFAULTS.labels,
      relabelings,
    } = props;
    super(scope, id, service.release);
    this.apiObject = this.resource<{ spec: ServiceMonitorSpec }>(
      { ...ServiceMonitor.GVK, name: this.release.uiName, namespace, labels },
      {
        spec: {
          namespaceSelector: { matchNames: [this.release.namespace] },
          selector: { matchLabels: this.release.objectSelector('backstage') },
          endpoints: [
            {
              port: service.portName,
              path,
              interval: interval ?? undefined,
              scrapeTimeout: scrapeTimeout ?? undefined,
              relabelings: unlessEmpty(relabelings),
            },
          ],
        },
      },
    );
  }
}
