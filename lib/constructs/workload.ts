import type { DeploymentEndpoints } from '../backstage/endpoints';
import type { Release } from '../backstage/release';

/** Workload that runs Backstage: a `BackstageDeployment`, or any other object with these members. */
export interface BackstageWorkload {
  /** Release that the pods belong to. */
  readonly release: Release;
  /**
   * Namespace of the pods.
   *
   * @default - the namespace of the release, otherwise that of the chart that encloses the referring construct
   */
  readonly namespace?: string;
  /** Labels that select these pods and no others. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Name and number of the port that Backstage listens on. */
  readonly port: { readonly name: string; readonly number: number };
  /** Destinations of the pods' traffic. */
  readonly endpoints: DeploymentEndpoints;
  /**
   * Database that the pods use. SQLite allows only one pod.
   *
   * @default - a database that any number of pods can use
   */
  readonly database?: { readonly type: 'sqlite' | 'postgresql' };
}

/** Workload that an autoscaler can scale. */
export interface ScalableWorkload extends BackstageWorkload {
  /** The object to scale. */
  readonly apiObject: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  /** Leaves the number of pods to an autoscaler. Autoscaler constructs call this. */
  markHasAutoscaler(): void;
}
