import { hasTmp } from '../../volumes';
import type { Rule } from './rule';

/** Backstage unpacks templates and documentation there. */
export const readOnlyTmp: Rule = {
  id: 'read-only-tmp',
  severity: 'warning',
  about: 'There is a writable `/tmp` beside a read-only root filesystem.',
  *check({ values: { backstage }, fidelity }) {
    const { enabled, containerSecurityContext, tmp, extraVolumeMounts } = backstage;
    const isReadOnly = containerSecurityContext?.readOnlyRootFilesystem === true;
    const isWritable = fidelity === 'corrected' || tmp !== null || hasTmp(extraVolumeMounts ?? []);
    if (enabled && isReadOnly && !isWritable) {
      yield {
        path: 'backstage.containerSecurityContext.readOnlyRootFilesystem',
        message: 'leaves Backstage no folder for temporary files',
        mend: 'set backstage.tmp to {}, or use fidelity corrected, which adds it',
      };
    }
  },
};
