import { checkArgument } from '../util/check-argument';
import { mapOf, membersOf, oneOf, optional, type Shapes, text } from '../util/shape';
import { type ChartProfile, type ChartVersion, type ObjectNames, profileOf } from './profile';

/** Part of OpenChoreo's control plane: the value of the label `app.kubernetes.io/component`. */
export type Component = 'backstage' | 'api-server';

/** Settings of {@link Release}. */
export interface ReleaseProps {
  /**
   * Version of the control-plane chart. It determines the objects' names, defaults, variables and image tag.
   *
   * @default '0.11.0'
   */
  readonly chartVersion?: ChartVersion;

  /**
   * Name of the release, as in `helm install`. It is the value of the label `app.kubernetes.io/instance`.
   *
   * @default 'openchoreo-control-plane'
   */
  readonly name?: string;

  /**
   * Namespace of every namespaced object.
   *
   * @default - the namespace of the enclosing cdk8s chart, if it has one
   */
  readonly namespace?: string;

  /**
   * First part of the objects' names (values: `fullnameOverride`). If it is empty, it derives from the release's name.
   *
   * @default 'openchoreo'
   */
  readonly fullnameOverride?: string;

  /**
   * Name of the portal's objects, such as Deployment and Service (values: `backstage.name`).
   *
   * @default - `<fullname>-ui` before chart version 1.0, 'backstage' since
   */
  readonly portalName?: string;

  /**
   * Name that replaces the chart's in the label `app.kubernetes.io/name` and in derived names (values: `nameOverride`).
   *
   * @default - the chart's name, 'openchoreo-control-plane'
   */
  readonly nameOverride?: string;

  /**
   * Additional labels of every object (values: `global.commonLabels`). Pods and selectors do not have them.
   *
   * @default {}
   */
  readonly commonLabels?: Readonly<Record<string, string>>;

  /**
   * Value of the label `app.kubernetes.io/managed-by`. `Helm` also adds the label `helm.sh/chart`, as the chart does.
   *
   * @default 'cdk8s'
   */
  readonly managedBy?: 'cdk8s' | 'Helm';
}

const PROPS: Shapes<ReleaseProps> = {
  chartVersion: optional(text),
  name: optional(text),
  namespace: optional(text),
  fullnameOverride: optional(text),
  portalName: optional(text),
  nameOverride: optional(text),
  commonLabels: optional(mapOf(text)),
  managedBy: optional(oneOf('cdk8s', 'Helm')),
};

/**
 * Release of the portal: its name and namespace, and the names, labels and selectors that follow from them.
 *
 * The chart's template helpers for name, fullname, labels and selectors give the same results.
 */
export class Release {
  /** Name of the release: the label `app.kubernetes.io/instance`. */
  readonly name: string;
  /** Namespace of every namespaced object; absent if the enclosing cdk8s chart determines it. */
  readonly namespace?: string;
  /** Value of the label `app.kubernetes.io/name`. */
  readonly chartName: string;
  /** Prefix of every derived name, at most 63 characters. */
  readonly fullname: string;
  /**
   * Facts about the chart version: defaults, variables, keys.
   *
   * @internal
   */
  readonly profile: ChartProfile;
  /** Names of the release's objects. */
  readonly names: ObjectNames;

  /** Value of the label `app.kubernetes.io/managed-by`. */
  readonly managedBy: 'cdk8s' | 'Helm';

  private readonly commonLabels: Readonly<Record<string, string>>;

  constructor(props: ReleaseProps = {}) {
    checkArgument('Release', 'props', props, membersOf(PROPS));
    this.profile = profileOf(props.chartVersion);
    const { chart, defaults, names } = this.profile;
    const {
      name = chart.name,
      namespace,
      fullnameOverride = defaults.fullnameOverride,
      portalName,
      nameOverride,
      commonLabels = {},
      managedBy = 'cdk8s',
    } = props;
    const chartName = nameOverride || chart.name;
    this.name = name;
    this.namespace = namespace;
    this.chartName = cut(chartName);
    this.fullname = cut(fullnameOverride || (name.includes(chartName) ? name : `${name}-${chartName}`));
    this.names = names(this.fullname, portalName);
    this.commonLabels = commonLabels;
    this.managedBy = managedBy;
  }

  /**
   * Returns the labels for an object's metadata. Common labels override every label except the component.
   *
   * @param component part of OpenChoreo that the object belongs to
   */
  labels(component: Component): Record<string, string> {
    return {
      ...(this.managedBy === 'Helm' && { 'helm.sh/chart': `${this.profile.chart.name}-${this.profile.chart.version}` }),
      'app.kubernetes.io/name': this.chartName,
      'app.kubernetes.io/instance': this.name,
      'app.kubernetes.io/version': this.profile.chart.appVersion,
      'app.kubernetes.io/managed-by': this.managedBy,
      'app.kubernetes.io/part-of': 'openchoreo',
      ...this.commonLabels,
      'app.kubernetes.io/component': component,
    };
  }

  /**
   * Labels of Backstage's pods and of every selector for them.
   *
   * They include neither the version nor common labels, because a Deployment's selector cannot change.
   */
  get podLabels(): Record<string, string> {
    return this.podLabelsOf('backstage');
  }

  /**
   * Returns the labels for the pods of a part.
   *
   * @param component `backstage`, or `backstage-client` for the Job that registers the OAuth client
   */
  podLabelsOf(component: 'backstage' | 'backstage-client'): Record<string, string> {
    return {
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/name': this.chartName,
      'app.kubernetes.io/instance': this.name,
    };
  }
}

/**
 * Returns the in-cluster host name of a Service.
 *
 * @param serviceName name of the Service
 * @param namespace its namespace. If it is undefined, the result is the name alone, which works in the same namespace.
 */
export function serviceHost(serviceName: string, namespace: string | undefined): string {
  return namespace === undefined ? serviceName : `${serviceName}.${namespace}.svc.cluster.local`;
}

/**
 * Returns the in-cluster URL of the OpenChoreo API.
 *
 * @param serviceName name of the API's Service
 * @param namespace namespace of the Service
 * @param port port of the Service
 */
export function openchoreoApiUrl(serviceName: string, namespace: string | undefined, port: number): string {
  return `http://${serviceHost(serviceName, namespace)}:${port}/api/v1`;
}

/**
 * Shortens a name to 63 characters, the length of a DNS label, and removes one hyphen from its end.
 *
 * The chart does the same.
 */
function cut(name: string): string {
  return name.slice(0, 63).replace(/-$/, '');
}
