import { CHECKSUMS } from '../../backstage/checksums';
import { podOverlaps as overlaps } from '../../backstage/pod-overlaps';
import { folderOf, IMAGE_FOLDERS } from '../../backstage/volumes';
import { describe } from '../../util/describe';
import type { Violation } from '../../util/violation';
import type { PortalRule, PortalValues } from './portal-values';

/** Kubernetes rejects most overlaps. The others hide a part of the portal. */
export const podOverlaps: PortalRule = {
  id: 'pod-overlaps',
  severity: 'error',
  about:
    'Custom containers, volumes, mounts, labels and annotations do not overlap with each other or with rendered ones.',
  *check(subject) {
    const { values, facts, release } = subject;
    const { backstage } = values;
    if (!backstage.enabled) {
      return;
    }
    const taken = {
      labels: Object.keys(release.podLabels),
      annotations: Object.values(CHECKSUMS),
      volumeMounts: facts.volumeMounts,
    };
    yield* sqliteFolder(backstage.database);
    for (const { path, message, fix } of overlaps(backstage, taken)) {
      // The chart cannot render extraVolumes, so the rule about them would refuse the fix.
      const isRefused = fix.includes('extraVolumes') && subject.reproduces('extra-volumes');
      const correct = isRefused ? '; use --correct extra-volumes, because the chart cannot render that list' : '';
      yield { path: `backstage.${path}`, message, fix: `${fix}${correct}` };
    }
  },
};

/** Checks the folder at which the volume of SQLite is mounted. Backstage gets the same path in a variable. */
function* sqliteFolder({ type, sqlite }: PortalValues['backstage']['database']): Iterable<Violation> {
  const path = 'backstage.database.sqlite.mountPath';
  const { mountPath } = sqlite;
  if (type === 'postgresql') {
    return;
  }
  if (!mountPath?.startsWith('/')) {
    const fix = 'write it as /app/.config/backstage';
    yield { path, message: `must be an absolute path, got ${describe(mountPath)}`, fix };
  } else if (IMAGE_FOLDERS.includes(folderOf(mountPath))) {
    const fix = 'choose a separate folder, such as /app/.config/backstage';
    yield { path, message: `must not hide the files of the image, got ${describe(mountPath)}`, fix };
  }
}
