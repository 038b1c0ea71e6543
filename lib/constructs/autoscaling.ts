import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  MetricSpec,
} from 'kubernetes-types/autoscaling/v2';
import { replicaBoundViolations } from '../kubernetes/replica-bounds';
import { omitEmpty } from '../util/omit-empty';
import { violationText } from '../util/violation';
import { addCheck, BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { ScalableWorkload } from './workload';

/** Settings of {@link BackstageAutoscaling}. */
export interface BackstageAutoscalingProps extends MetadataProps {
  /** The workload to scale. A Deployment without `replicas` leaves their number to this autoscaler. */
  readonly target: ScalableWorkload;

  /**
   * Least number of pods, at least 1 (values: `backstage.autoscaling.minReplicas`); `false` leaves it to Kubernetes.
   *
   * @default 1
   */
  readonly minReplicas?: number | false;

  /**
   * Greatest number of pods, at least 1 and `minReplicas` (values: `backstage.autoscaling.maxReplicas`).
   *
   * @default 3
   */
  readonly maxReplicas?: number;

  /**
   * CPU use to aim for, in percent of the request (values: `backstage.autoscaling.targetCPUUtilizationPercentage`);
   * `false` sets no such target. If both targets are false, `metrics` is absent and Kubernetes scales on CPU at 80
   * percent.
   *
   * @default 70
   */
  readonly targetCPUUtilizationPercentage?: number | false;

  /**
   * Memory use to aim for, in percent of the request (values:
   * `backstage.autoscaling.targetMemoryUtilizationPercentage`); `false` sets no such target. If both targets are false,
   * `metrics` is absent and Kubernetes scales on CPU at 80 percent.
   *
   * @default 80
   */
  readonly targetMemoryUtilizationPercentage?: number | false;

  /**
   * How fast to scale (values: `backstage.autoscaling.behavior`); empty leaves it to Kubernetes.
   *
   * @default - down by half a minute after 5 calm minutes; up at once, doubling each 15 s or by 4 pods a minute
   */
  readonly behavior?: HorizontalPodAutoscalerBehavior;
}

/**
 * The HorizontalPodAutoscaler of Backstage's Deployment, `<fullname>-ui` (chart: hpa).
 *
 * Synthesis fails where the two numbers of pods are no bounds, and where SQLite would have several pods.
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
    addCheck(this, () => [
      ...replicaBoundViolations(bounds).map(violationText),
      ...(target.database?.type === 'sqlite' && maxReplicas > 1
        ? [`maxReplicas: must be 1 with SQLite, whose file one pod locks, got ${maxReplicas}; use PostgreSQL`]
        : []),
    ]);
  }
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number | false): MetricSpec[] {
  return averageUtilization
    ? [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }]
    : [];
}
