import { DATABASE_VOLUME, needsTmp } from '../../volumes';
import type { Rule } from './rule';

/** Backstage unpacks templates and documentation there. */
export const readOnlyTmp: Rule = {
  id: 'read-only-tmp',
  severity: 'warning',
  about: 'There is a writable `/tmp` beside a read-only root filesystem.',
  *check({ values: { backstage }, fidelity }) {
    const { enabled, containerSecurityContext, tmp, extraVolumeMounts, database } = backstage;
    const files =
      database.type === 'postgresql' ? [] : [{ name: DATABASE_VOLUME, mountPath: database.sqlite.mountPath ?? '' }];
    const getsTmp = fidelity === 'corrected' || tmp !== null;
    if (enabled && !getsTmp && needsTmp(containerSecurityContext, [...files, ...(extraVolumeMounts ?? [])])) {
      yield {
        path: 'backstage.containerSecurityContext.readOnlyRootFilesystem',
        message: 'leaves Backstage no folder for temporary files',
        mend: 'set backstage.tmp to {}, or use fidelity corrected, which adds it',
      };
    }
  },
};
