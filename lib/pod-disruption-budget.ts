import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { DEFAULTS } from './chart-0.11';
import type { BackstageDeployment } from './deployment';
import { BackstageResource } from './resource';

/** Settings of {@link BackstagePodDisruptionBudget}: one of the two bounds. */
export type BackstagePodDisruptionBudgetProps = BackstagePodDisruptionBudgetTarget & (MinAvailable | MaxUnavailable);

/** Which pods a PodDisruptionBudget is for. */
export interface BackstagePodDisruptionBudgetTarget {
  /** The Deployment whose pods the budget protects. */
  readonly deployment: BackstageDeployment;

  /**
   * The pods that the budget counts.
   *
   * @default - the Deployment's pods
   */
  readonly selector?: LabelSelector;
}

/** A bound on the pods that stay up. */
export interface MinAvailable {
  /**
   * Pods that must stay up, as a number or percentage (values: `backstage.podDisruptionBudget.minAvailable`); `null`
   * sets no bound.
   *
   * @default 1
   */
  readonly minAvailable?: number | string | null;
  readonly maxUnavailable?: undefined;
}

/** A bound on the pods that go down. */
export interface MaxUnavailable {
  /** Pods that may be down, as a number or percentage (values: `backstage.podDisruptionBudget.maxUnavailable`). */
  readonly maxUnavailable: number | string;
  readonly minAvailable?: undefined;
}

/**
 * The PodDisruptionBudget that keeps pods up while nodes are drained, `<fullname>-ui` (chart: pdb).
 */
export class BackstagePodDisruptionBudget extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstagePodDisruptionBudgetProps) {
    const { deployment, selector = { matchLabels: { ...deployment.podLabels } }, maxUnavailable } = props;
    const { minAvailable = maxUnavailable === undefined ? DEFAULTS.podDisruptionBudget.minAvailable : undefined } =
      props;
    super(scope, id, deployment.release);
    this.apiObject = this.resource<PodDisruptionBudget>(
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: this.release.uiName },
      { spec: { minAvailable: minAvailable ?? undefined, maxUnavailable, selector } },
    );
  }
}
