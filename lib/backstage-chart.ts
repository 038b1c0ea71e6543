import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BackstageDeployment } from './deployment';
import { addApiRoute } from './from-values/api-route';
import { addAutoscaling } from './from-values/autoscaling';
import { addClientRegistration } from './from-values/client-registration';
import { addCredentials } from './from-values/credentials';
import { addDeployment } from './from-values/deployment';
import { addIngress } from './from-values/ingress';
import { addNetworkPolicy } from './from-values/network-policy';
import { applyPatches } from './from-values/patches';
import { addPodDisruptionBudget } from './from-values/pod-disruption-budget';
import { addService } from './from-values/service';
import { addServiceMonitor } from './from-values/service-monitor';
import type { Release } from './release';
import { ALREADY_CHECKED } from './resource';
import type { BackstageService } from './service';
import type { Finding } from './values/finding';
import type { ResolveOptions } from './values/options';
import { resolveValues } from './values/resolve';
import type { Values } from './values/schema';

/** Settings of {@link BackstageChart}. */
export interface BackstageChartProps extends ResolveOptions {
  /** The documented values, or several whose later ones win, as with several `-f` of Helm. */
  readonly values: Values | readonly Values[];
}

/**
 * The documented values and a release, as one cdk8s chart: everything that the control-plane chart 0.11.0 renders for
 * Backstage, and the OpenChoreo API's route.
 *
 * @throws ValuesError with all errors, where the values do not fit the schema or break a rule that is not allowed
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
export class BackstageChart extends Chart {
  /** The release: names, labels and namespace of the objects. */
  readonly release: Release;
  /** What is worth knowing about the values. */
  readonly warnings: readonly Finding[];
  /** The URLs that the OAuth client must carry, or nobody can sign in; none where `backstage.enabled` is false. */
  readonly redirectUrls: readonly string[];
  /** The Deployment; absent where `backstage.enabled` is false. */
  readonly deployment?: BackstageDeployment;
  /** The Service; absent where `backstage.enabled` is false. */
  readonly service?: BackstageService;

  constructor(scope: Construct, id: string, props: BackstageChartProps) {
    const resolved = resolveValues(props.values, props);
    super(scope, id, { namespace: resolved.release.namespace, disableResourceNameHashes: true });
    this.node.setContext(ALREADY_CHECKED, true);
    this.release = resolved.release;
    this.warnings = resolved.warnings;
    this.redirectUrls = resolved.values.backstage.enabled ? resolved.addresses.redirectUrls : [];
    if (resolved.values.backstage.enabled) {
      const secret = addCredentials(this, resolved);
      this.deployment = addDeployment(this, resolved, secret);
      this.service = addService(this, resolved, this.deployment);
      addIngress(this, resolved, this.service);
      addAutoscaling(this, resolved, this.deployment);
      addPodDisruptionBudget(this, resolved, this.deployment);
      addNetworkPolicy(this, resolved, this.deployment);
      addServiceMonitor(this, resolved, this.service);
      addClientRegistration(this, resolved, secret);
    }
    addApiRoute(this, resolved);
    try {
      applyPatches(this, resolved);
    } catch (error) {
      // As with other refusals, nothing is left behind: the id may be taken by values that are mended.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}
