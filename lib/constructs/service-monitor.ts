import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ServiceMonitor,
  type ServiceMonitorSpec,
  type ServiceMonitorSpecEndpointsRelabelings,
} from '../../imports/monitoring.coreos.com';
import { OPTION_DEFAULTS } from '../backstage/option-defaults';
import { dataMap } from '../util/data-shape';
import { omitEmpty } from '../util/omit-empty';
import { either, listOf, oneOf, optional, type Shapes, text } from '../util/shape';
import { checkProps } from './check-props';
import { METADATA_PROPS, SERVICE, TEXTS } from './prop-shapes';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageService } from './service';

const DEFAULTS = OPTION_DEFAULTS.serviceMonitor;

/** Settings of {@link BackstageServiceMonitor}. */
export interface BackstageServiceMonitorProps extends MetadataProps {
  /** Service that Prometheus scrapes. */
  readonly service: BackstageService;

  /**
   * Namespace of the ServiceMonitor, in which Prometheus looks for it (values:
   * `backstage.metrics.serviceMonitor.namespace`).
   *
   * @default - `monitoring`; no namespace if the Service has none
   */
  readonly namespace?: string;

  /**
   * Time between two scrapes, such as `30s` (values: `backstage.metrics.serviceMonitor.interval`); `false` leaves it to
   * Prometheus.
   *
   * @default '30s'
   */
  readonly interval?: string | false;

  /**
   * Timeout of a scrape, at most `interval` (values: `backstage.metrics.serviceMonitor.scrapeTimeout`); `false` leaves
   * it to Prometheus.
   *
   * @default '10s'
   */
  readonly scrapeTimeout?: string | false;

  /**
   * HTTP path at which Backstage serves metrics (values: `backstage.metrics.serviceMonitor.path`).
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * Labels that Prometheus selects the ServiceMonitor by (values: `backstage.metrics.serviceMonitor.labels`).
   *
   * @default { prometheus: 'kube-prometheus' }
   */
  readonly prometheusLabels?: Readonly<Record<string, string>>;

  /**
   * Rules that change the labels of the scraped targets, in order (values:
   * `backstage.metrics.serviceMonitor.relabelings`).
   *
   * @default []
   */
  readonly relabelings?: readonly ServiceMonitorSpecEndpointsRelabelings[];
}

const PROPS: Shapes<BackstageServiceMonitorProps> = {
  ...METADATA_PROPS,
  service: SERVICE,
  namespace: optional(text),
  interval: optional(either(text, oneOf(false))),
  scrapeTimeout: optional(either(text, oneOf(false))),
  path: optional(text),
  prometheusLabels: optional(TEXTS),
  relabelings: optional(listOf(dataMap())),
};

/**
 * ServiceMonitor (the release's `names.workload`), which makes the Prometheus operator scrape Backstage's Service. The chart has values
 * for it, but no template.
 *
 * Synthesis fails if `namespace` is set and the Service has no namespace.
 */
export class BackstageServiceMonitor extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageServiceMonitorProps) {
    checkProps(scope, id, props, PROPS);
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
        ? [
            `namespace: must not be set if the Service has no namespace, got ${namespace}; remove it, or set the release's namespace`,
          ]
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
              // The operator's CRD sets an absent action, and Argo CD can report that as OutOfSync forever.
              relabelings: omitEmpty(
                relabelings?.map((relabeling) => ({ ...relabeling, action: relabeling.action ?? 'replace' })),
              ),
            },
          ],
        },
      },
    );
  }
}
