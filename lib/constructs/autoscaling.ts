import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  MetricSpec,
} from 'kubernetes-types/autoscaling/v2';
import { replicaBoundViolations } from '../kubernetes/replica-bounds';
import { dataMap } from '../util/data-shape';
import { omitEmpty } from '../util/omit-empty';
import { either, number, oneOf, optional, type Shapes } from '../util/shape';
import { violationText } from '../util/violation';
import { requestProblems } from './autoscaler-checks';
import { warnAround } from './chart-warnings';
import { checkProps } from './check-props';
import { METADATA_PROPS, SCALABLE } from './prop-shapes';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { ScalableWorkload } from './workload';

/** Settings of {@link BackstageAutoscaling}. */
export interface BackstageAutoscalingProps extends MetadataProps {
  /** Workload to scale. A `BackstageDeployment` without `replicas` leaves the number of pods to the autoscaler. */
  readonly target: ScalableWorkload;

  /**
   * Minimum number of pods, at least 1 (values: `backstage.autoscaling.minReplicas`). `false` leaves the field unset;
   * Kubernetes then uses 1.
   *
   * @default 1
   */
  readonly minReplicas?: number | false;

  /**
   * Maximum number of pods, at least `minReplicas`; 1 with SQLite (values: `backstage.autoscaling.maxReplicas`).
   *
   * @default 3
   */
  readonly maxReplicas?: number;

  /**
   * Average CPU usage to aim for, in percent of the request (values:
   * `backstage.autoscaling.targetCPUUtilizationPercentage`); `false` sets no CPU target. If both targets are `false`,
   * Kubernetes scales on 80 percent CPU.
   *
   * @default 70
   */
  readonly targetCPUUtilizationPercentage?: number | false;

  /**
   * Average memory usage to aim for, in percent of the request (values:
   * `backstage.autoscaling.targetMemoryUtilizationPercentage`); `false` sets no memory target. If both targets are
   * `false`, Kubernetes scales on 80 percent CPU.
   *
   * @default 80
   */
  readonly targetMemoryUtilizationPercentage?: number | false;

  /**
   * Speed of scaling up and down (values: `backstage.autoscaling.behavior`); `{}` leaves it to Kubernetes.
   *
   * @default - scales up immediately, by 100 percent per 15 s or 4 pods per 60 s, whichever is more. It scales down by
   * 50 percent per 60 s, after 300 s of lower usage
   */
  readonly behavior?: HorizontalPodAutoscalerBehavior;
}

const PROPS: Shapes<BackstageAutoscalingProps> = {
  ...METADATA_PROPS,
  target: SCALABLE,
  minReplicas: optional(either(number, oneOf(false))),
  maxReplicas: optional(number),
  targetCPUUtilizationPercentage: optional(either(number, oneOf(false))),
  targetMemoryUtilizationPercentage: optional(either(number, oneOf(false))),
  behavior: optional(dataMap()),
};

/**
 * HorizontalPodAutoscaler (the release's `names.workload`) of Backstage's Deployment, as in the chart's template `hpa`.
 *
 * Synthesis fails if a number of pods is not an integer of at least 1, or if `minReplicas` is above `maxReplicas`. It
 * also fails if `maxReplicas` is above 1 with SQLite. `warningsOf` warns if a container lacks the requests that the
 * targets refer to.
 *
 * @example
 * ```ts
 * import { BackstageAutoscaling, type BackstageDeployment } from 'cdk8s-openchoreo-backstage';
 * import type { Construct } from 'constructs';
 *
 * function scale(scope: Construct, target: BackstageDeployment) {
 *   new BackstageAutoscaling(scope, 'autoscaling', { target, minReplicas: 2, maxReplicas: 5 });
 * }
 * ```
 */
export class BackstageAutoscaling extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageAutoscalingProps) {
    checkProps(scope, id, props, PROPS);
    const { target, metadata } = props;
    super(scope, id, { ...belongingTo(target), metadata });
    const { autoscaling } = this.release.profile.defaults;
    const {
      minReplicas = autoscaling.minReplicas,
      maxReplicas = autoscaling.maxReplicas,
      targetCPUUtilizationPercentage = autoscaling.targetCPUUtilizationPercentage,
      targetMemoryUtilizationPercentage = autoscaling.targetMemoryUtilizationPercentage,
      behavior = autoscaling.behavior,
    } = props;
    const { apiVersion, kind, name } = target.apiObject;
    const bounds = { minReplicas: minReplicas === false ? undefined : minReplicas, maxReplicas };
    this.apiObject = this.resource<HorizontalPodAutoscaler>(
      { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: this.release.names.workload },
      {
        spec: {
          scaleTargetRef: { apiVersion, kind, name },
          ...bounds,
          metrics: omitEmpty([
            ...utilization('cpu', targetCPUUtilizationPercentage),
            ...utilization('memory', targetMemoryUtilizationPercentage),
          ]),
          behavior: omitEmpty(behavior),
        },
      },
    );
    target.markHasAutoscaler();
    warnAround(this, 'autoscaling-requests', (objects) => requestProblems(this.apiObject, objects));
    addCheck(this, () => [
      ...replicaBoundViolations(bounds).map(violationText),
      ...(target.database?.type === 'sqlite' && maxReplicas > 1
        ? [
            `maxReplicas: must be 1 with SQLite, because only one pod can open its file; got ${maxReplicas}; use PostgreSQL`,
          ]
        : []),
    ]);
  }
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number | false): MetricSpec[] {
  return averageUtilization
    ? [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }]
    : [];
}
