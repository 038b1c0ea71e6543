// Must not compile: a misspelt key of values.
import type { Values } from 'cdk8s-openchoreo-backstage';

export const values: Values = { backstage: { replica: 2 } };
