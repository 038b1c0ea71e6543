import type { Probe, SecurityContext } from 'kubernetes-types/core/v1';

// The chart's defaults for the pods, without the chart's defects.

/** Returns the probe with another path. A probe without `httpGet` stays as is. */
export function askPath<P extends Probe>(probe: P, path: string): P {
  return probe.httpGet ? { ...probe, httpGet: { ...probe.httpGet, path } } : probe;
}

/** Returns a startup probe that asks the same as another probe, and gives the start 300 seconds. */
export function startupProbeLike(probe: Probe): Probe {
  const { initialDelaySeconds, successThreshold, ...asked } = probe;
  return { ...asked, failureThreshold: 30, periodSeconds: 10 };
}

/** Returns the security context without an AppArmor profile, so that the runtime's default applies. */
export function withoutAppArmor({ appArmorProfile, ...context }: SecurityContext): SecurityContext {
  return context;
}
