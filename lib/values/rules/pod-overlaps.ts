import { CHECKSUMS } from '../../backstage/checksums';
import { podOverlaps as overlaps } from '../../backstage/pod-overlaps';
import type { PortalRule } from './portal-values';

/** Kubernetes rejects most overlaps. The others hide a part of the portal. */
export const podOverlaps: PortalRule = {
  id: 'pod-overlaps',
  severity: 'error',
  about:
    'Custom containers, volumes, mounts, labels and annotations do not overlap with each other or with rendered ones.',
  *check({ values: { backstage }, facts, release }) {
    if (!backstage.enabled) {
      return;
    }
    const taken = {
      labels: Object.keys(release.podLabels),
      annotations: Object.values(CHECKSUMS),
      volumeMounts: facts.volumeMounts,
    };
    for (const { path, message, fix } of overlaps(backstage, taken)) {
      yield { path: `backstage.${path}`, message, fix };
    }
  },
};
