import type { Image } from '../../kubernetes/image';
import type { CommonResolved, CommonValues } from './subject';

/** Returns the image that the values set. An empty repository stays empty, as in the chart. */
export function imageOf(image: CommonValues['backstage']['image']): Image {
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
export function imagePullSecrets(resolved: CommonResolved): readonly { readonly name: string }[] {
  const { global, backstage } = resolved.values;
  const given = resolved.reproduces('pull-secrets') ? [] : names(global.imagePullSecrets);
  const ofPortal = names(backstage.imagePullSecrets).filter((name) => !given.includes(name));
  const all = [...given, ...ofPortal];
  // In `exact`, a name that is there twice stays, as in the chart. Server-side apply refuses it.
  return (resolved.fidelity === 'exact' ? all : [...new Set(all)]).map((name) => ({ name }));
}

function names(secrets: readonly { readonly name?: string }[] = []): string[] {
  return secrets.map(({ name = '' }) => name);
}
