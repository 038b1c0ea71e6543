// Must not compile, because these objects of cdk8s-plus only look similar to the types of the props. The compiler must
// report each line.
import type { PodOptions } from 'cdk8s-openchoreo-backstage';
import type * as kplus from 'cdk8s-plus-28';

declare const plus: {
  readonly container: kplus.Container;
  readonly secret: kplus.ISecret;
  readonly context: kplus.ContainerSecurityContext;
  readonly handler: kplus.Handler;
  readonly probe: kplus.Probe;
};

export const container: PodOptions = { extraVolumes: [plus.container] };
export const secret: PodOptions = { extraVolumes: [plus.secret] };
export const context: PodOptions = { containerSecurityContext: plus.context };
export const handler: PodOptions = { lifecycle: { preStop: plus.handler } };
export const probe: PodOptions = { envFrom: [plus.probe] };
