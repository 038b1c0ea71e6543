import type { Image } from '../../../kubernetes/image';
import type { EffectiveValues } from '../schema';
import type { ResolvedChart } from '../subject';

/** Values of an image. An empty repository stays empty, as in the chart. */
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

/** Secrets with registry logins: Backstage's own, and the global ones unless the chart's defect is reproduced. */
export function imagePullSecrets(resolved: ResolvedChart): readonly { readonly name: string }[] {
  const { global, backstage } = resolved.values;
  const all = [
    ...(resolved.reproduces('pull-secrets') ? [] : (global.imagePullSecrets ?? [])),
    ...(backstage.imagePullSecrets ?? []),
  ];
  return [...new Set(all.map(({ name = '' }) => name))].map((name) => ({ name }));
}
