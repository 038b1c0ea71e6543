import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpec,
  type ServiceMonitorSpecEndpointsRelabelings,
} from '../../imports/monitoring.coreos.com';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { omitEmpty } from '../util/omit-empty';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageService } from './service';

const DEFAULTS = OPTION_DEFAULTS.serviceMonitor;

/** Settings of {@link BackstageServiceMonitor}. */
export interface BackstageServiceMonitorProps extends MetadataProps {
  /** The Service to scrape. */
  readonly service: BackstageService;

  /**
   * Namespace of the ServiceMonitor, where Prometheus looks for it (values: `backstage.metrics.serviceMonitor.namespace`).
   *
   * @default - 'monitoring'; none if the Service has none
   */
  readonly namespace?: string;

  /**
   * Time between scrapes, such as `30s`; `false` leaves it to Prometheus (values:
   * `backstage.metrics.serviceMonitor.interval`).
   *
   * @default '30s'
   */
  readonly interval?: string | false;

  /**
   * Time that a scrape may take, at most the interval; `false` leaves it to Prometheus (values:
   * `backstage.metrics.serviceMonitor.scrapeTimeout`).
   *
   * @default '10s'
   */
  readonly scrapeTimeout?: string | false;

  /**
   * HTTP path of the metrics (values: `backstage.metrics.serviceMonitor.path`).
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Labels by which Prometheus selects the ServiceMonitor (values: `backstage.metrics.serviceMonitor.labels`).
   *
   * @default { prometheus: 'kube-prometheus' }
   */
  readonly prometheusLabels?: Readonly<Record<string, string>>;

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
      interval = DEFAULTS.interval,
      scrapeTimeout = DEFAULTS.scrapeTimeout,
      path = DEFAULTS.path,
      prometheusLabels = DEFAULTS.labels,
      metadata,
      relabelings,
    } = props;
    const { namespace = service.namespace && DEFAULTS.namespace } = props;
    super(scope, id, { ...belongingTo(service), metadata, ownNamespace: namespace });
    addCheck(this, () =>
      namespace !== undefined && service.namespace === undefined
        ? [`namespace: must be absent while the Service has none, got ${namespace}; give the release a namespace`]
        : [],
    );
    this.apiObject = this.resource<{ spec: ServiceMonitorSpec }>(
      { ...ServiceMonitor.GVK, name: this.release.names.workload, labels: prometheusLabels },
      {
        spec: {
          namespaceSelector: service.namespace === undefined ? undefined : { matchNames: [service.namespace] },
          selector: { matchLabels: service.selectorLabels },
          endpoints: [
            {
              port: service.portName,
              path,
              interval: interval || undefined,
              scrapeTimeout: scrapeTimeout || undefined,
              relabelings: omitEmpty(relabelings),
            },
          ],
        },
      },
    );
  }
}
