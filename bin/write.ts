import { EXIT_STATUS, type ExitStatus } from '../lib/app/exit-status';
import type { Reporter } from '../lib/app/report/reporter';
import type { Manifest } from '../lib/kubernetes/manifest';
import { writeContents } from '../lib/output/folder-contents';
import { foreignFiles } from '../lib/output/foreign-files';
import { replaceFolder } from '../lib/output/replace-folder';
import { summary } from '../lib/output/summary';
import { runSteps } from '../lib/util/steps';
import type { Finding } from '../lib/values/finding';
import { attempt } from './files';

/** Replaces a folder with the files of the rendered objects, and prints a summary. */
export function writeFolder(
  folder: string,
  manifests: readonly Manifest[],
  findings: readonly Finding[],
  reporter: Reporter,
): ExitStatus {
  attempt('write', folder, () =>
    runSteps(
      replaceFolder(folder, foreignFiles, function* (stage) {
        yield writeContents(stage, '', manifests);
      }),
    ),
  );
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  reporter.note(summary(folder, { object: manifests.length, warning: warnings.length }));
  return EXIT_STATUS.fine;
}
