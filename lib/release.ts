import { CHART, DEFAULTS, OPENCHOREO_API_PORT } from './chart-0.11';

/** The label that names a part of OpenChoreo's control plane. */
export type Component = 'backstage' | 'api-server';

/** Settings of {@link Release}. */
export interface ReleaseProps {
  /**
   * Name of the release, as given to `helm install`. Becomes the label `app.kubernetes.io/instance`.
   *
   * @default 'openchoreo-control-plane'
   */
  readonly name?: string;

  /**
   * Namespace of every namespaced object.
   *
   * @default 'openchoreo-control-plane'
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
  /** Namespace of every namespaced object. */
  readonly namespace: string;
  /** Value of the label `app.kubernetes.io/name`. */
  readonly chartName: string;
  /** What every derived name begins with, at most 63 characters. */
  readonly fullname: string;

  private readonly commonLabels: Readonly<Record<string, string>>;
  private readonly managedBy: 'cdk8s' | 'Helm';

  constructor(props: ReleaseProps = {}) {
    const {
      name = CHART.name,
      namespace = CHART.name,
      fullnameOverride = DEFAULTS.fullnameOverride,
      nameOverride,
      commonLabels = {},
      managedBy = 'cdk8s',
    } = props;
    const chartName = nameOverride || CHART.name;
    this.name = name;
    this.namespace = namespace;
    this.chartName = cut(chartName);
    this.fullname = cut(fullnameOverride || (name.includes(chartName) ? name : `${name}-${chartName}`));
    this.commonLabels = commonLabels;
    this.managedBy = managedBy;
  }

  /** Name of the Deployment, Service, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy and Ingress. */
  get uiName(): string {
    return `${this.fullname}-ui`;
  }

  /** Name of the HTTPRoute to Backstage. */
  get routeName(): string {
    return `${this.fullname}-backstage`;
  }

  /** Name of the HTTPRoute that redirects to https. */
  get redirectRouteName(): string {
    return `${this.fullname}-backstage-redirect`;
  }

  /** Name of the ConfigMap with Backstage's own configuration. */
  get appConfigName(): string {
    return `${this.fullname}-backstage-extra-config`;
  }

  /** Prefix of the name of the Job that registers the OAuth client's redirect URLs; `-` and a hash follow. */
  get registrationNamePrefix(): string {
    return `${this.fullname}-ui-client`;
  }

  /** Name of the Secret with Backstage's credentials. */
  get secretName(): string {
    return `${this.fullname}-backstage-secrets`;
  }

  /** Name of the PersistentVolumeClaim for SQLite's files. */
  get claimName(): string {
    return `${this.fullname}-backstage-db`;
  }

  /**
   * In-cluster URL of the OpenChoreo API.
   *
   * @param serviceName name of its Service. The chart looks for `<fullname>-api`, whatever `openchoreoApi.name` says.
   */
  openchoreoApiUrl(serviceName?: string | null): string {
    return `http://${this.serviceHost(serviceName || `${this.fullname}-api`)}:${OPENCHOREO_API_PORT}/api/v1`;
  }

  /**
   * In-cluster host name of a Service of this release's namespace.
   *
   * @param serviceName name of the Service
   */
  serviceHost(serviceName: string): string {
    return `${serviceName}.${this.namespace}.svc.cluster.local`;
  }

  /**
   * Labels of the metadata of an object. Common labels win over all but the component.
   *
   * @param component the part of OpenChoreo that the object belongs to
   */
  labels(component: Component): Record<string, string> {
    return {
      ...(this.managedBy === 'Helm' && { 'helm.sh/chart': `${CHART.name}-${CHART.version}` }),
      'app.kubernetes.io/name': this.chartName,
      'app.kubernetes.io/instance': this.name,
      'app.kubernetes.io/version': CHART.appVersion,
      'app.kubernetes.io/managed-by': this.managedBy,
      'app.kubernetes.io/part-of': 'openchoreo',
      ...this.commonLabels,
      'app.kubernetes.io/component': component,
    };
  }

  /**
   * Labels by which objects of a part are selected, as they are: common labels may have taken another's place.
   *
   * @param component the part of OpenChoreo that the objects belong to
   */
  objectSelector(component: Component): Record<string, string> {
    const labels = this.labels(component);
    return Object.fromEntries(
      Object.keys(this.podLabels).flatMap((key) => (labels[key] === undefined ? [] : [[key, labels[key]]])),
    );
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

/** Cuts at 63 characters, the length of a DNS label, and takes one hyphen off the end, as the chart's helpers do. */
function cut(name: string): string {
  return name.slice(0, 63).replace(/-$/, '');
}
