import { type ChartProfile, type ChartVersion, type ObjectNames, profileOf } from './profile';

/** The label that names a part of OpenChoreo's control plane. */
export type Component = 'backstage' | 'api-server';

/** Settings of {@link Release}. */
export interface ReleaseProps {
  /**
   * Version of the control-plane chart that the objects belong to: names, defaults, variables and image tag follow it.
   *
   * @default '0.11.0'
   */
  readonly chartVersion?: ChartVersion;

  /**
   * Name of the release, as given to `helm install`. Becomes the label `app.kubernetes.io/instance`.
   *
   * @default 'openchoreo-control-plane'
   */
  readonly name?: string;

  /**
   * Namespace of every namespaced object.
   *
   * @default - the namespace of the enclosing cdk8s chart; no namespace if it has none
   */
  readonly namespace?: string;

  /**
   * First part of the objects' names (values: `fullnameOverride`). Empty derives it from the release's name.
   *
   * @default 'openchoreo'
   */
  readonly fullnameOverride?: string;

  /**
   * Takes the chart's name's place in the label `app.kubernetes.io/name` and in derived names (values: `nameOverride`).
   *
   * @default - the chart's name, 'openchoreo-control-plane'
   */
  readonly nameOverride?: string;

  /**
   * Labels that every object carries besides its own (values: `global.commonLabels`). Not on pods nor in selectors.
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

/**
 * A release: where Backstage is installed and under which name, with the names, labels and selectors that follow.
 *
 * The derivations are the chart's (its name, fullname, labels and selector helpers).
 */
export class Release {
  /** Name of the release: the label `app.kubernetes.io/instance`. */
  readonly name: string;
  /** Namespace of every namespaced object; absent if it is that of the enclosing cdk8s chart. */
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

  private readonly commonLabels: Readonly<Record<string, string>>;
  private readonly managedBy: 'cdk8s' | 'Helm';

  constructor(props: ReleaseProps = {}) {
    this.profile = profileOf(props.chartVersion);
    const { chart, defaults, names } = this.profile;
    const {
      name = chart.name,
      namespace,
      fullnameOverride = defaults.fullnameOverride,
      nameOverride,
      commonLabels = {},
      managedBy = 'cdk8s',
    } = props;
    const chartName = nameOverride || chart.name;
    this.name = name;
    this.namespace = namespace;
    this.chartName = cut(chartName);
    this.fullname = cut(fullnameOverride || (name.includes(chartName) ? name : `${name}-${chartName}`));
    this.names = names(this.fullname);
    this.commonLabels = commonLabels;
    this.managedBy = managedBy;
  }

  /**
   * Labels of the metadata of an object. Common labels win over all but the component.
   *
   * @param component the part of OpenChoreo that the object belongs to
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
   * Labels of Backstage's pods, and of every selector that is to find them.
   *
   * No version and no common label is among them: a Deployment's selector can never change.
   */
  get podLabels(): Record<string, string> {
    return this.podLabelsOf('backstage');
  }

  /**
   * Labels of the pods of a part.
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
 * @param namespace its namespace; if absent, the name alone, which the pods of its namespace resolve
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

/** Cuts at 63 characters, the length of a DNS label, and takes one hyphen off the end, as the chart's helpers do. */
function cut(name: string): string {
  return name.slice(0, 63).replace(/-$/, '');
}
