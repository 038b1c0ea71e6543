import { checkObject } from '../../../../lib/kubernetes/checks';

type Part = Readonly<Record<string, unknown>>;

/** Returns what is refused in a Deployment with a pod of these members, as `path: message` below the pod's spec. */
export function podRefusals(pod: Part, kubernetesVersion?: string): string[] {
  const spec = { containers: [{ name: 'main', image: 'app' }], ...pod };
  return refusals({ metadata: { labels: { app: 'a' } }, spec }, kubernetesVersion).map((text) =>
    text.replace('spec.template.spec.', ''),
  );
}

/** Returns what is refused in a container with these members, as `path: message` below the container. */
export function containerRefusals(container: Part, kubernetesVersion?: string): string[] {
  const volumes = [{ name: 'data' }, { name: 'claim', persistentVolumeClaim: { claimName: 'claim' } }];
  const containers = [{ name: 'main', image: 'app', ...container }];
  return podRefusals({ volumes, containers }, kubernetesVersion).map((text) => text.replace('containers[0].', ''));
}

/** Returns what is refused in a Deployment with this pod template, as `path: message`. */
export function refusals(template: Part, kubernetesVersion?: string): string[] {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app' },
    spec: { selector: { matchLabels: { app: 'a' } }, template },
  };
  return checkObject(deployment, { kubernetesVersion }).map(({ path, message }) => `${path}: ${message}`);
}
