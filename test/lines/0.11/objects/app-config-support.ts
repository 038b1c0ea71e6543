import { type Manifest, type RenderOptions, renderManifests, type Values } from '../../../../lib';
import { BASE, find, type PodManifest } from './support';

// Helpers for the tests of `backstage.appConfig`.

export const DEPLOYMENT = 'Deployment openchoreo-ui';
export const TEMPLATE = `${DEPLOYMENT}: spec.template`;
export const POD = `${TEMPLATE}.spec`;
export const CONTAINER = `${POD}.containers[0]`;
export const CONFIG_MAP = 'ConfigMap openchoreo-backstage-extra-config';

export type Backstage = NonNullable<Values['backstage']>;
export type AppConfig = Backstage['appConfig'];

export const render = (backstage: Backstage, fidelity: RenderOptions<'0.11.0'>['fidelity'] = 'exact') =>
  renderManifests([BASE, { backstage }], { fidelity });

export function templateOf(manifests: readonly Manifest[]) {
  const template = (find(manifests, DEPLOYMENT) as PodManifest | undefined)?.spec.template;
  const [container] = template?.spec?.containers ?? [];
  if (!template || !container) {
    throw new Error('the output must contain a container');
  }
  return { annotations: template.metadata?.annotations, pod: template.spec, container };
}

export const variables = (appConfig: AppConfig) =>
  templateOf(render({ appConfig })).container.env?.filter(({ name }) => name.startsWith('APP_CONFIG_'));
