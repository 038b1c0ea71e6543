import { flag } from '../node';

/** Values: `backstage.serviceAccount.create`. */
export const createServiceAccount = flag(
  'Whether to render the ServiceAccount. If false, `name` must be an existing one, and `annotations` have no effect.',
  { default: true },
);

/** Meaning of `backstage.priorityClass.create`. */
export const CREATE_PRIORITY_CLASS =
  'Whether to render a PriorityClass and use it for the pods. If false, the pods use an existing one in `corrected`, if `name` is not the default.';
