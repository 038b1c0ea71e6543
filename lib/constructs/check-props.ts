import { Construct } from 'constructs';
import { checkArgument } from '../util/check-argument';
import { describe } from '../util/describe';
import { membersOf, type Shape, type Shapes } from '../util/shape';
import { isAlreadyChecked } from './already-checked';

/**
 * Refuses props that do not have their types, unless they come from values that rules checked. Without this check, code
 * in JavaScript would fail somewhere else, or render something else.
 *
 * @param scope scope of the new construct
 * @param id id of the new construct
 * @param props props of the new construct
 * @param of type of the props, or the type of each prop
 * @throws Error with all problems. Each names the path of the construct and the prop
 */
export function checkProps<Props>(scope: Construct, id: string, props: unknown, of: Shape | Shapes<Props>): void {
  checkScope(scope, id);
  if (!isAlreadyChecked(scope)) {
    const path = [scope.node.path, id].filter((part) => part !== '').join('/');
    checkArgument(path, 'props', props, isShape(of) ? of : membersOf(of));
  }
}

/** Refuses a scope or id that the package `constructs` would fail on. */
function checkScope(scope: unknown, id: unknown): void {
  if (!Construct.isConstruct(scope)) {
    throw new Error(`scope: must be a construct, got ${describe(scope)}; pass the chart that contains the construct`);
  }
  if (typeof id !== 'string' || id === '') {
    const where = scope.node.path === '' ? '' : `${scope.node.path}: `;
    throw new Error(
      `${where}id: must be a string that is not empty, got ${describe(id)}; pass the id of the construct`,
    );
  }
}

function isShape<Props>(of: Shape | Shapes<Props>): of is Shape {
  return typeof Reflect.get(of, 'check') === 'function';
}
