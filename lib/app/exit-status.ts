import { OutputError } from '../output/output-error';
import { InputError } from '../util/input-error';
import { isSystemError } from '../util/system-error';
import { ValuesError } from '../values/finding';
import { YAML } from '../values/load';
import { OPTIONS } from '../values/options';

/** Exit statuses of the command and of apps. A pipe that its reader closed does not change them. */
export const EXIT_STATUS = {
  /** The run succeeded, and a comparison found no difference. */
  fine: 0,
  /** A comparison found a difference. */
  differs: 1,
  /** The command line is wrong, or input cannot be read. */
  usage: 2,
  /** The output cannot be written, or another run replaced it. */
  notWritten: 3,
  /** The values have errors. With --strict, warnings are errors. */
  refused: 4,
  /** The program has a defect. */
  defect: 70,
} as const;

/** One of the exit statuses. */
export type ExitStatus = (typeof EXIT_STATUS)[keyof typeof EXIT_STATUS];

/** Meanings of the exit statuses, for the help of the command. */
export const MEANINGS: Readonly<Record<ExitStatus | 5, string>> = {
  0: 'the command succeeded; a comparison found no difference',
  1: 'a comparison found a difference',
  2: 'the command line is wrong, or input cannot be read',
  3: 'the output cannot be written, or another run replaced it',
  4: 'the values have errors; with --strict, warnings are errors',
  5: 'not used; reserved for a later version',
  70: 'the program has a defect; please report it',
};

/** Returns the exit status for an error. */
export function exitStatusOf(error: unknown): ExitStatus {
  if (error instanceof ValuesError) {
    const isUsage = error.findings.every(({ rule }) => rule === YAML || rule === OPTIONS);
    return isUsage ? EXIT_STATUS.usage : EXIT_STATUS.refused;
  }
  if (error instanceof InputError) {
    return EXIT_STATUS.usage;
  }
  return error instanceof OutputError || isSystemError(error) ? EXIT_STATUS.notWritten : EXIT_STATUS.defect;
}
