import type { Edit } from '../../../values/upgrade/step';

/** Values of other components, which chart 1.0 does not have, with the reason. */
const DROPPED: Readonly<Record<string, string>> = {
  'global.clusterName': 'belonged to other components',
  'global.defaultResources': 'described the default resources, which chart 1.0 does not create',
  'security.authz.databasePath': 'belonged to the OpenChoreo API, which keeps roles as Kubernetes objects now',
  'security.authz.defaultAuthzDataFilePath':
    'belonged to the OpenChoreo API, which keeps roles as Kubernetes objects now',
  'openchoreoApi.logLevel': 'is openchoreoApi.config.logging.level now, which this command does not set',
  'openchoreoApi.mcp': 'is openchoreoApi.config.mcp now, which this command does not set',
  'openchoreoApi.serverBaseUrl': 'is openchoreoApi.config.server.publicUrl now, which this command does not set',
  'openchoreoApi.security': 'is openchoreoApi.config.security now, which this command does not set',
  gatewayController: 'configured the gateway controller, which is a release of its own now',
  'kgateway-crds': "configured kgateway's CRDs, which are a release of their own now",
  metricsServer: 'belonged to another component, which chart 1.0 does not have',
};

/** Yields the values of other components that chart 1.0 does not have. */
export function* otherComponents(): Iterable<Edit> {
  for (const [path, message] of Object.entries(DROPPED)) {
    yield { type: 'drop', path, message };
  }
}
