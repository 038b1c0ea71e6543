import { development } from './environments/development';
import { development1_2 } from './environments/development-1.2';
import { helmValues } from './environments/helm-values';
import { production } from './environments/production';
import { production1_2 } from './environments/production-1.2';
import { runApp } from './lib';

// Environments by name. Each is rendered into the folder dist/<name>/.
runApp({
  development,
  production,
  'helm-values': helmValues,
  'development-1.2': development1_2,
  'production-1.2': production1_2,
});
