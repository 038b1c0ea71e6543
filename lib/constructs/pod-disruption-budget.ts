import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstagePodDisruptionBudget}: one of the two bounds. */
export type BackstagePodDisruptionBudgetProps = BackstagePodDisruptionBudgetTarget & (MinAvailable | MaxUnavailable);

/** Pods that a PodDisruptionBudget protects. */
export interface BackstagePodDisruptionBudgetTarget extends MetadataProps {
  /** The workload whose pods the budget protects. */
  readonly deployment: BackstageWorkload;

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
   * Pods that must stay up, as a number or percentage (values: `backstage.podDisruptionBudget.minAvailable`); `false`
   * sets no bound.
   *
   * @default 1
   */
  readonly minAvailable?: number | string | false;
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
    const { deployment, metadata, selector = { matchLabels: { ...deployment.podLabels } }, maxUnavailable } = props;
    super(scope, id, { ...belongingTo(deployment), metadata });
    const { podDisruptionBudget } = this.release.profile.defaults;
    const { minAvailable = maxUnavailable === undefined && podDisruptionBudget.minAvailable } = props;
    this.apiObject = this.resource<PodDisruptionBudget>(
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: this.release.names.workload },
      { spec: { minAvailable: minAvailable === false ? undefined : minAvailable, maxUnavailable, selector } },
    );
  }
}
