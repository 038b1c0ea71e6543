// Uses each entry point once: BackstageChart, constructs in a custom chart, and renderManifests.
import { App, Chart } from 'cdk8s';
import {
  BackstageChart,
  BackstageDatabase,
  BackstageDeployment,
  BackstageSecret,
  renderManifests,
  type Values,
} from 'cdk8s-openchoreo-backstage';

const values: Values = { backstage: { backendSecret: 'test', appConfig: { app: { title: 'Portal' } } } };
const app = new App();
new BackstageChart(app, 'values', { values });
const chart = new Chart(app, 'constructs', { namespace: 'portal' });
new BackstageDeployment(chart, 'deployment', {
  baseUrl: 'https://console.example.com',
  credentials: new BackstageSecret(chart, 'secret', { backendSecret: 'a', clientSecret: 'b' }),
  database: new BackstageDatabase(chart, 'database', { type: 'sqlite' }),
  oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' },
});
app.synth();
console.log(
  renderManifests(values)
    .map(({ kind }) => kind)
    .join(' '),
);
