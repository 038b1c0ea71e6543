import { TMP } from '../../volumes';
import type { Rule } from './rule';

/** Backstage unpacks templates and documentation there. */
export const readOnlyTmp: Rule = {
  id: 'read-only-tmp',
  severity: 'warning',
  about: 'There is a writable `/tmp` beside a read-only root filesystem.',
  *check({ values: { backstage }, fidelity }) {
    const { enabled, containerSecurityContext, tmp, extraVolumeMounts } = backstage;
    const isReadOnly = containerSecurityContext?.readOnlyRootFilesystem === true;
    const hasTmp =
      fidelity === 'corrected' ||
      tmp !== null ||
      (extraVolumeMounts ?? []).some(({ mountPath }) => mountPath.replace(/\/+$/, '') === TMP.folder);
    if (enabled && isReadOnly && !hasTmp) {
      yield {
        path: 'backstage.containerSecurityContext.readOnlyRootFilesystem',
        message: 'leaves Backstage no folder for temporary files',
        mend: 'set backstage.tmp to {}, or use fidelity corrected, which adds it',
      };
    }
  },
};
