import { OWN_DEFAULTS } from '../../chart-0.11';
import { flag, integer, item, list, map, section, text } from '../node';

const { serviceMonitor } = OWN_DEFAULTS;

const relabeling = item({
  action: text('What to do; replace where absent.'),
  sourceLabels: list(text('A label.'), 'Labels whose values are read.'),
  separator: text('Put between those values.'),
  regex: text('What the values are compared with.'),
  modulus: integer('What the hash of the values is divided by.'),
  targetLabel: text('Label that is written.'),
  replacement: text('What is written.'),
});

/** Values: `backstage.metrics`. */
export const metrics = section(
  'Metrics. No template of the chart reads them.',
  {
    enabled: flag('Whether there are metrics to scrape.', { default: true }),
    serviceMonitor: section(
      'A ServiceMonitor for the Prometheus operator.',
      {
        enabled: flag('Whether it is rendered.', { default: false }),
        namespace: text("Its namespace, where Prometheus looks for it. Empty: the release's.", {
          default: serviceMonitor.namespace,
        }),
        interval: text("Time between scrapes. Empty: Prometheus' own.", { default: serviceMonitor.interval }),
        scrapeTimeout: text("Time that a scrape may take, at most the interval. Empty: Prometheus' own.", {
          default: serviceMonitor.scrapeTimeout,
        }),
        path: text('Path of the metrics.', { default: serviceMonitor.path }),
        labels: {
          ...map(text('Value of the label.'), 'Its labels, by which Prometheus selects it.'),
          default: serviceMonitor.labels,
        },
        relabelings: list(relabeling, "Changes of the scraped targets' labels, in order.", { default: [] }),
      },
      { nullable: true },
    ),
  },
  { nullable: true },
);
