/** Packages that the user installs beside this one, each with a function that loads it. */
export interface Peers {
  readonly cdk8s: () => unknown;
  readonly constructs: () => unknown;
}

/** Packages of the user, for the library. If there are none, the bundle uses its own copies, for the command. */
export const host: { peers?: Peers } = {};
