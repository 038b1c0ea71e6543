import { OPTION_DEFAULTS } from '../../backstage/option-defaults';
import { flag, integer, item, list, map, section, text } from '../node';

const { serviceMonitor } = OPTION_DEFAULTS;

const relabeling = item({
  action: text('What the relabeling does, such as `replace`, `keep` or `drop`. Absent: `replace`.'),
  sourceLabels: list(text('Name of a label.'), 'Labels whose values are read.'),
  separator: text('Text between the values of the labels. Absent: `;`.'),
  regex: text('Regular expression that the values are compared with. Absent: any value.'),
  modulus: integer('Number that the hash of the values is divided by, for `hashmod`.'),
  targetLabel: text('Label that the result is written to.'),
  replacement: text('Text that is written, in which `$1` is a group of `regex`. Absent: `$1`.'),
});

/** Values: `backstage.metrics`. */
export const metrics = section(
  'Metrics of the portal. No template of the chart reads them.',
  {
    enabled: flag('Whether there are metrics to scrape.', { default: true }),
    serviceMonitor: section(
      'A ServiceMonitor for the Prometheus operator.',
      {
        enabled: flag('Whether a ServiceMonitor is rendered.', { default: false }),
        namespace: text("Namespace of the ServiceMonitor, where Prometheus looks for it. Empty: the release's.", {
          default: serviceMonitor.namespace,
        }),
        interval: text("Time between scrapes. Empty: Prometheus' own.", { default: serviceMonitor.interval }),
        scrapeTimeout: text("Time that a scrape may take, at most the interval. Empty: Prometheus' own.", {
          default: serviceMonitor.scrapeTimeout,
        }),
        path: text('HTTP path of the metrics.', { default: serviceMonitor.path }),
        labels: {
          ...map(text('Value of the label.'), 'Labels of the ServiceMonitor, by which Prometheus selects it.'),
          default: serviceMonitor.labels,
        },
        relabelings: list(relabeling, "Changes of the scraped targets' labels, in order.", { default: [] }),
      },
      { nullable: true },
    ),
  },
  { nullable: true },
);
