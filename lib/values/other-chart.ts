import { isMap, memberOf } from '../util/members';
import { keysOf } from '../util/path';
import type { Finding } from './finding';
import type { YamlMap } from './merge';
import { type Inspection, SCHEMA } from './validate';

/** A chart of another project that installs Backstage. */
interface OtherChart {
  readonly name: string;
  /** Keys that the chart has, and the control-plane chart does not. */
  readonly keys: readonly string[];
  /** Number of these keys that tell its values from a file that has some of its keys by mistake. */
  readonly minimum: number;
  /** Instruction for its users. */
  readonly fix: string;
}

/** Keys of the control-plane chart at the top level, which the other charts do not have. */
const OWN_KEYS: readonly string[] = ['security', 'openchoreoApi', 'thunder', 'gateway', 'features', 'clusterGateway'];

const OTHER_CHARTS: readonly OtherChart[] = [
  {
    // https://github.com/redhat-developer/rhdh-chart
    name: "Red Hat Developer Hub's chart",
    keys: ['upstream', 'route', 'orchestrator', 'global.dynamic', 'global.clusterRouterBase', 'global.host'],
    minimum: 2,
    fix: 'use the values of your OpenChoreo release (helm get values RELEASE -o yaml); this package does not render Red Hat Developer Hub',
  },
  {
    // https://github.com/backstage/charts
    name: "the Backstage project's chart",
    keys: [
      'clusterDomain',
      'commonAnnotations',
      'commonLabels',
      'diagnosticMode',
      'extraDeploy',
      'httpRoute',
      'ingress',
      'metrics',
      'networkPolicy',
      'postgresql',
      'service',
      'serviceAccount',
    ],
    minimum: 2,
    fix: 'write them with the keys of the OpenChoreo chart, all of them below backstage; docs/chart-versions.md lists the names',
  },
];

/** Maximum number of unknown keys in the message. */
const MAX_KEYS = 3;

/**
 * Returns a finding about values of another project's chart, which would break nearly every check. Returns undefined if
 * the values do not belong to such a chart without doubt.
 *
 * @param values merged values
 * @param inspection their check with the schema
 */
export function findOtherChart(values: YamlMap, { unknownKeys }: Inspection): Finding | undefined {
  if (unknownKeys.length === 0 || OWN_KEYS.some((key) => isMap(values[key]))) {
    return undefined;
  }
  const unknown = unknownKeys.map(({ path }) => path);
  const found = OTHER_CHARTS.find(({ keys, minimum }) => {
    const present = keys.filter((key) => unknown.includes(key) && memberOf(values, ...keysOf(key)) !== undefined);
    return present.length >= minimum;
  });
  if (found === undefined) {
    return undefined;
  }
  const more = unknown.length > MAX_KEYS ? ` and ${unknown.length - MAX_KEYS} more` : '';
  return {
    rule: SCHEMA,
    severity: 'error',
    path: '',
    message: `these look like values of ${found.name}, not of OpenChoreo's control-plane chart; unknown here: ${unknown.slice(0, MAX_KEYS).join(', ')}${more}`,
    fix: found.fix,
  };
}
