import type { Image } from '../../../kubernetes/image';
import type { EffectiveValues } from '../schema';
import type { ResolvedChart } from '../subject';

/** Returns the image that the values set. An empty repository stays empty, as in the chart. */
export function imageOf(image: EffectiveValues['backstage']['image']): Image {
  const { registry, repository = '', tag, digest, pullPolicy = false } = image;
  return {
    registry: registry || undefined,
    repository,
    tag: tag || undefined,
    digest: digest || undefined,
    pullPolicy,
  };
}

/** Returns the Secrets with registry logins, without the global ones if the output reproduces the chart's defect. */
export function imagePullSecrets(resolved: ResolvedChart): readonly { readonly name: string }[] {
  const { global, backstage } = resolved.values;
  const all = [
    ...(resolved.reproduces('pull-secrets') ? [] : (global.imagePullSecrets ?? [])),
    ...(backstage.imagePullSecrets ?? []),
  ];
  return [...new Set(all.map(({ name = '' }) => name))].map((name) => ({ name }));
}
