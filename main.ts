import { development } from './environments/development';
import { helmValues } from './environments/helm-values';
import { production } from './environments/production';
import { runApp } from './lib';

// Environments by name. Each is rendered into the folder dist/<name>/.
runApp({
  development,
  production,
  'helm-values': helmValues,
});
