import { InputError } from './input-error';
import type { Shape } from './shape';
import { violationText } from './violation';

/**
 * Refuses an argument that does not have its type, for callers in JavaScript.
 *
 * @param where function, class or construct in messages
 * @param name name of the parameter
 * @param value the argument
 * @param of type of the argument
 * @throws Error with all problems. Each names the member of the argument
 */
export function checkArgument(where: string, name: string, value: unknown, of: Shape): void {
  const problems = problemsOf(where, name, value, of);
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
}

/**
 * Refuses an argument of a function that apps call, as {@link checkArgument} does.
 *
 * @param where name of the function
 * @param name name of the parameter
 * @param value the argument
 * @param of type of the argument
 * @throws InputError with the first problem
 */
export function checkInput(where: string, name: string, value: unknown, of: Shape): void {
  const [problem] = problemsOf(where, name, value, of);
  if (problem !== undefined) {
    throw new InputError(problem);
  }
}

function problemsOf(where: string, name: string, value: unknown, of: Shape): string[] {
  const pathOf = (path: string) => (path === '' || path.startsWith('[') ? `${name}${path}` : path);
  return of.check(value, '').map((each) => `${where}: ${violationText({ ...each, path: pathOf(each.path) })}`);
}
