import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { dataMap } from '../util/data-shape';
import { either, number, oneOf, optional, type Shapes, text } from '../util/shape';
import { warnAround } from './chart-warnings';
import { checkProps } from './check-props';
import { drainProblems } from './drain-checks';
import { DEPLOYMENT, METADATA_PROPS } from './prop-shapes';
import { BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstagePodDisruptionBudget}, with one of the two bounds. */
export type BackstagePodDisruptionBudgetProps = BackstagePodDisruptionBudgetTarget & (MinAvailable | MaxUnavailable);

/** Pods that a PodDisruptionBudget protects. */
export interface BackstagePodDisruptionBudgetTarget extends MetadataProps {
  /** Workload whose pods the budget protects. */
  readonly deployment: BackstageWorkload;

  /**
   * Selector of the pods that the budget counts.
   *
   * @default - the pods of `deployment`
   */
  readonly selector?: LabelSelector;
}

/** Bound on the number of pods that stay available. */
export interface MinAvailable {
  /**
   * Minimum number or percentage of pods that stay available, such as 1 or `50%` (values:
   * `backstage.podDisruptionBudget.minAvailable`); `false` sets no bound.
   *
   * @default 1
   */
  readonly minAvailable?: number | string | false;
  readonly maxUnavailable?: undefined;
}

/** Bound on the number of pods that are unavailable. */
export interface MaxUnavailable {
  /**
   * Maximum number or percentage of unavailable pods, such as 1 or `50%` (values:
   * `backstage.podDisruptionBudget.maxUnavailable`). It replaces the default of `minAvailable`.
   */
  readonly maxUnavailable: number | string;
  readonly minAvailable?: undefined;
}

const PROPS: Shapes<BackstagePodDisruptionBudgetTarget & MinAvailable> = {
  ...METADATA_PROPS,
  deployment: DEPLOYMENT,
  selector: optional(dataMap()),
  minAvailable: optional(either(number, text, oneOf(false))),
  maxUnavailable: optional(either(number, text)),
};

/**
 * PodDisruptionBudget (the release's `names.workload`) of Backstage's pods, as in the chart's template `pdb`. It keeps pods available
 * while nodes are drained.
 *
 * `warningsOf` warns if the budget never lets a pod go. Draining a node then never ends.
 */
export class BackstagePodDisruptionBudget extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstagePodDisruptionBudgetProps) {
    checkProps(scope, id, props, PROPS);
    const { deployment, metadata, selector = { matchLabels: { ...deployment.podLabels } }, maxUnavailable } = props;
    super(scope, id, { ...belongingTo(deployment), metadata });
    const { podDisruptionBudget } = this.release.profile.defaults;
    const { minAvailable = maxUnavailable === undefined && podDisruptionBudget.minAvailable } = props;
    this.apiObject = this.resource<PodDisruptionBudget>(
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: this.release.names.workload },
      { spec: { minAvailable: minAvailable === false ? undefined : minAvailable, maxUnavailable, selector } },
    );
    warnAround(this, 'blocked-drains', (objects) => drainProblems(this.apiObject, deployment, objects));
  }
}
