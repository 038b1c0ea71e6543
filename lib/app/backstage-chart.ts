import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { ChartVersion } from '../backstage/profile';
import type { Release } from '../backstage/release';
import { ALREADY_CHECKED } from '../constructs/already-checked';
import { setChecks } from '../constructs/configure-checks';
import type { BackstageDeployment } from '../constructs/deployment';
import { acceptObjects } from '../constructs/object-checks';
import type { BackstageService } from '../constructs/service';
import type { Manifest } from '../kubernetes/manifest';
import type { DefaultVersion, DefectId, Values } from '../lines';
import { checkArgument } from '../util/check-argument';
import { anyMap, shape, text } from '../util/shape';
import { type Finding, ValuesError } from '../values/finding';
import type { ResolveOptions } from '../values/options';
import { checkValues } from './check-values';
import { reportingUncaught } from './report-uncaught';

/** Settings of {@link BackstageChart}. `chartVersion` determines which values and defects TypeScript accepts. */
export interface BackstageChartProps<Version extends ChartVersion = DefaultVersion>
  extends Omit<ResolveOptions<DefectId<Version>>, 'chartVersion'> {
  /** Version of the control-plane chart that the values belong to. @default '0.11.0' */
  readonly chartVersion?: Version;
  /** The documented values. In a list, later values override earlier ones, as with several `-f` options of Helm. */
  readonly values: Values<Version> | readonly Values<Version>[];
}

const CONSTRUCT = shape('a construct', Construct.isConstruct);

const constructPaths = new WeakMap<Manifest, string>();

/** Returns the path of the construct that rendered an object of a chart, below that chart. */
export function constructPathOf(manifest: Manifest): string {
  return constructPaths.get(manifest) ?? '';
}

const manifestsByChart = new WeakMap<object, readonly Manifest[]>();

/** Returns the objects of a chart's values, without what was added to the chart later. */
export function manifestsOf(chart: object): readonly Manifest[] {
  return manifestsByChart.get(chart) ?? [];
}

const findingsByChart = new WeakMap<object, readonly Finding[]>();

/** Returns warnings and infos about the values of a chart. Undefined for a chart without values. */
export function findingsOf(chart: object): readonly Finding[] | undefined {
  return findingsByChart.get(chart);
}

/**
 * A cdk8s chart for the documented values. It contains everything that the control-plane chart renders for Backstage,
 * and the OpenChoreo API's route.
 *
 * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed. If the
 * process does not catch it, it prints the errors without a stack
 * @example
 * ```ts
 * import { App } from 'cdk8s';
 * import { BackstageChart, loadValues } from 'cdk8s-openchoreo-backstage';
 *
 * const { redirectUrls } = new BackstageChart(new App(), 'portal', {
 *   namespace: 'portal',
 *   values: [loadValues('values.yaml'), { backstage: { replicas: 1 } }],
 * });
 * ```
 */
export class BackstageChart<const Version extends ChartVersion = DefaultVersion> extends Chart {
  /** The release, from which the objects take their names, labels and namespace. */
  readonly release: Release;
  /** Warnings and infos about the values. */
  readonly findings: readonly Finding[];
  /** Redirect URLs that the OAuth client must have, or users cannot sign in. Empty if `backstage.enabled` is false. */
  readonly redirectUrls: readonly string[];
  /** The Deployment; absent if `backstage.enabled` is false. */
  readonly deployment?: BackstageDeployment;
  /** The Service; absent if `backstage.enabled` is false. */
  readonly service?: BackstageService;

  constructor(scope: Construct, id: string, props: BackstageChartProps<Version>) {
    checkArgument('BackstageChart', 'scope', scope, CONSTRUCT);
    checkArgument('BackstageChart', 'id', id, text);
    checkArgument('BackstageChart', 'props', props, anyMap);
    const { values, ...options } = props;
    const checked = reportingUncaught(() => checkValues(values, options));
    super(scope, id, { namespace: checked.release.namespace, disableResourceNameHashes: true });
    const state = { isBuilding: true };
    this.node.setContext(ALREADY_CHECKED, state);
    setChecks(this, { allow: options.allow, kubernetesVersion: options.kubernetesVersion });
    this.release = checked.release;
    this.findings = checked.findings;
    this.redirectUrls = checked.redirectUrls;
    try {
      const built = checked.build(this);
      this.deployment = built?.deployment;
      this.service = built?.service;
      const manifests = this.node
        .findAll()
        .filter(ApiObject.isApiObject)
        .map((object) => {
          const manifest: Manifest = object.toJson();
          constructPaths.set(manifest, object.node.path.slice(this.node.path.length + 1));
          return manifest;
        });
      const refusals = checked.refusals(manifests);
      if (refusals.length > 0) {
        reportingUncaught(() => {
          throw new ValuesError(refusals);
        });
      }
      if (options.allow !== undefined && options.allow.length > 0) {
        acceptObjects(this);
      }
      manifestsByChart.set(this, manifests);
      findingsByChart.set(this, checked.findings);
      state.isBuilding = false;
    } catch (error) {
      // Remove the chart, so that a caller can add one with corrected values under the same id.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}
