import type { Manifest } from '../../kubernetes/manifest';
import { writeContents } from '../../output/folder-contents';
import { foreignFiles } from '../../output/foreign-files';
import { replaceFolder } from '../../output/replace-folder';
import { summary } from '../../output/summary';
import { runSteps } from '../../util/steps';
import type { Finding } from '../../values/finding';
import { EXIT_STATUS, type ExitStatus } from '../exit-status';
import { attempt } from '../files';
import type { Reporter } from '../report/reporter';

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
