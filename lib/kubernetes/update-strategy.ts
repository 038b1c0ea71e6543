import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';

/** Checks whether a Deployment starts a new pod before the old one stops. By default, Kubernetes does. */
export function startsSecondPod({ type, rollingUpdate }: DeploymentStrategy): boolean {
  const { maxSurge } = rollingUpdate ?? {};
  // Users may write null. Kubernetes rounds percentages up.
  return (type ?? 'RollingUpdate') === 'RollingUpdate' && !/^0%?$/.test(String(maxSurge));
}
