import type { DeploymentEndpoints } from '../backstage/endpoints';
import type { Release } from '../backstage/release';

/**
 * Pods that run Backstage, as constructs refer to them: a `BackstageDeployment`, or any other workload that says as much
 * about itself.
 */
export interface BackstageWorkload {
  /** The release that the pods belong to. */
  readonly release: Release;
  /**
   * Namespace of the pods.
   *
   * @default - the release's, else that of the chart around the construct that refers to them
   */
  readonly namespace?: string;
  /** Labels that select these pods and no others. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Name and number of the port that Backstage listens on. */
  readonly port: { readonly name: string; readonly number: number };
  /** Destinations of the pods' traffic. */
  readonly endpoints: DeploymentEndpoints;
}

/** A workload that an autoscaler may scale. */
export interface ScalableWorkload extends BackstageWorkload {
  /** The object to scale. */
  readonly apiObject: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /**
   * The database that the pods use: SQLite allows one pod.
   *
   * @default - one that any number of pods may use
   */
  readonly database?: { readonly type: 'sqlite' | 'postgresql' };
  /** Leaves the number of pods to an autoscaler. Autoscalers call this. */
  markHasAutoscaler(): void;
}
