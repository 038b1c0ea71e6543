import { development } from './environments/development';
import { helmValues } from './environments/helm-values';
import { production } from './environments/production';
import { runApp } from './lib';

/** Every environment, by the name of its folder in the output. */
runApp({
  development,
  production,
  'helm-values': helmValues,
});
