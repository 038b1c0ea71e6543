// Must not compile, because values in a list with a file contain a misspelt key.
import { type Environment, loadValues } from 'cdk8s-openchoreo-backstage';

export const environment: Environment = { values: [loadValues('x.yaml'), { backstage: { replica: 2 } }] };
