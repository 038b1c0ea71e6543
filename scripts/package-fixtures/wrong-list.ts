// Must not compile: a misspelt key of values beside a file.
import { type Environment, loadValues } from 'cdk8s-openchoreo-backstage';

export const environment: Environment = { values: [loadValues('x.yaml'), { backstage: { replica: 2 } }] };
