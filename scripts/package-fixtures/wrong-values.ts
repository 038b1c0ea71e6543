// Must not compile, because the values contain a misspelt key.
import type { Values } from 'cdk8s-openchoreo-backstage';

export const values: Values = { backstage: { replica: 2 } };
