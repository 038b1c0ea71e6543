import { OPTION_DEFAULTS } from '../../backstage/option-defaults';
import { flag, integer, item, list, map, section, text } from '../node';

const { serviceMonitor } = OPTION_DEFAULTS;

const relabeling = item({
  action: text('Action of the relabeling, such as `replace`, `keep` or `drop`. If absent, it is `replace`.'),
  sourceLabels: list(text('Name of a label.'), 'Labels whose values are joined and compared with `regex`.'),
  separator: text('Separator between the values of the labels. If absent, it is `;`.'),
  regex: text('Regular expression that the joined values must match. If absent, every value matches.'),
  modulus: integer('Divisor of the hash of the values, for the action `hashmod`.'),
  targetLabel: text('Label that receives the result.'),
  replacement: text('Text for the label, in which `$1` is a group of `regex`. If absent, it is `$1`.'),
});

/** Values: `backstage.metrics`. */
export const metrics = section(
  'Metrics of the portal. The templates of the chart do not use these values.',
  {
    enabled: flag('Whether the portal has metrics to scrape. If false, no ServiceMonitor is rendered.', {
      default: true,
    }),
    serviceMonitor: section(
      'ServiceMonitor for the Prometheus operator.',
      {
        enabled: flag('Whether to render the ServiceMonitor.', { default: false }),
        namespace: text(
          'Namespace of the ServiceMonitor, in which Prometheus looks for it. If empty, it is the namespace of the release.',
          {
            default: serviceMonitor.namespace,
          },
        ),
        interval: text("Time between scrapes. If empty, Prometheus' default applies.", {
          default: serviceMonitor.interval,
        }),
        scrapeTimeout: text("Time limit for a scrape, at most `interval`. If empty, Prometheus' default applies.", {
          default: serviceMonitor.scrapeTimeout,
        }),
        path: text('HTTP path of the metrics.', { default: serviceMonitor.path }),
        labels: {
          ...map(text('Value of the label.'), 'Labels of the ServiceMonitor, by which Prometheus selects it.'),
          default: serviceMonitor.labels,
        },
        relabelings: list(relabeling, 'Relabelings of the scraped targets, in order.', { default: [] }),
      },
      { nullable: true },
    ),
  },
  { nullable: true },
);
