import type { Image } from '../image';
import type { Resolved } from '../values/resolve';
import type { EffectiveValues } from '../values/schema';
import { orUndefined } from './filled';

/** Values of an image. An empty repository stays empty, as in the chart. */
export function imageOf({
  registry,
  repository,
  tag,
  digest,
  pullPolicy,
}: EffectiveValues['backstage']['image']): Image {
  return {
    registry: orUndefined(registry),
    repository: repository ?? '',
    tag: orUndefined(tag),
    digest: orUndefined(digest),
    pullPolicy,
  };
}

/** Secrets with registry logins: Backstage's own, and in `corrected` the global ones, which the chart does not read. */
export function imagePullSecrets({ values, fidelity }: Resolved): readonly { readonly name: string }[] {
  const { global, backstage } = values;
  const all = [
    ...(fidelity === 'corrected' ? (global.imagePullSecrets ?? []) : []),
    ...(backstage.imagePullSecrets ?? []),
  ];
  return [...new Set(all.map(({ name = '' }) => name))].map((name) => ({ name }));
}
