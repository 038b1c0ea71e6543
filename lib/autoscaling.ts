import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  MetricSpec,
} from 'kubernetes-types/autoscaling/v2';
import { DEFAULTS } from './chart-0.11';
import type { BackstageDeployment } from './deployment';
import { problemText } from './problem';
import { replicaBoundProblems } from './replica-bounds';
import { addCheck, BackstageResource } from './resource';
import { unlessEmpty } from './unless-empty';

/** Settings of {@link BackstageAutoscaling}. */
export interface BackstageAutoscalingProps {
  /** The Deployment to scale. Unless it was given `replicas`, it leaves their number to this autoscaler. */
  readonly target: BackstageDeployment;

  /**
   * Least number of pods, at least 1 (values: `backstage.autoscaling.minReplicas`); `null` leaves it to Kubernetes.
   *
   * @default 1
   */
  readonly minReplicas?: number | null;

  /**
   * Greatest number of pods, at least 1 and `minReplicas` (values: `backstage.autoscaling.maxReplicas`).
   *
   * @default 3
   */
  readonly maxReplicas?: number;

  /**
   * CPU use to aim for, in percent of the request (values: `backstage.autoscaling.targetCPUUtilizationPercentage`);
   * `null` sets no such target. Where both targets are null, `metrics` is absent and Kubernetes scales on CPU at 80
   * percent.
   *
   * @default 70
   */
  readonly targetCPUUtilizationPercentage?: number | null;

  /**
   * Memory use to aim for, in percent of the request (values:
   * `backstage.autoscaling.targetMemoryUtilizationPercentage`); `null` sets no such target. Where both targets are null,
   * `metrics` is absent and Kubernetes scales on CPU at 80 percent.
   *
   * @default 80
   */
  readonly targetMemoryUtilizationPercentage?: number | null;

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
    const {
      target,
      minReplicas = DEFAULTS.autoscaling.minReplicas,
      maxReplicas = DEFAULTS.autoscaling.maxReplicas,
      targetCPUUtilizationPercentage = DEFAULTS.autoscaling.targetCPUUtilizationPercentage,
      targetMemoryUtilizationPercentage = DEFAULTS.autoscaling.targetMemoryUtilizationPercentage,
      behavior = DEFAULTS.autoscaling.behavior,
    } = props;
    super(scope, id, target.release);
    const { apiVersion, kind, name } = target.apiObject;
    this.apiObject = this.resource<HorizontalPodAutoscaler>(
      { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: this.release.uiName },
      {
        spec: {
          scaleTargetRef: { apiVersion, kind, name },
          minReplicas: minReplicas ?? undefined,
          maxReplicas,
          metrics: unlessEmpty([
            ...utilization('cpu', targetCPUUtilizationPercentage),
            ...utilization('memory', targetMemoryUtilizationPercentage),
          ]),
          behavior: unlessEmpty(behavior),
        },
      },
    );
    target.markHasAutoscaler();
    addCheck(this, () => [
      ...replicaBoundProblems({ minReplicas, maxReplicas }).map(problemText),
      ...(target.database.type === 'sqlite' && maxReplicas > 1
        ? [`maxReplicas: must be 1 with SQLite, whose file one pod locks, got ${maxReplicas}; use PostgreSQL`]
        : []),
    ]);
  }
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number | null): MetricSpec[] {
  return averageUtilization
    ? [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }]
    : [];
}
