import { FIDELITIES } from '../../values/fidelity';
import { enumeration, flag, item, list, map, type Node, section, text } from '../../values/node';

// Keys of backstage.config.yaml. They are the options of an environment in TypeScript, and files in the place of values.

/** Returns a node for a text, or a list of texts. */
function texts(description: string): Node<string | readonly string[]> {
  return { type: ['string', 'array', 'null'], description, items: { type: 'string' } };
}

const ENVIRONMENT = {
  values: texts('Values files, relative to this file. Later files override earlier ones.'),
  chartVersion: text('Version of the control-plane chart that the values belong to, such as 1.2.3.'),
  releaseName: text('Name of the release, as in `helm install NAME`.', { default: 'openchoreo-control-plane' }),
  namespace: text('Namespace of the release.', { default: 'openchoreo-control-plane' }),
  namespaceObject: flag('Whether to render the Namespace, too.', { default: false }),
  fidelity: texts(
    `${FIDELITIES.join(' or ')}: whether to render the defects of the chart; or a list of the defects to fix. The default is exact.`,
  ),
  managedBy: enumeration(['cdk8s', 'Helm'], 'Value of the label app.kubernetes.io/managed-by.', { default: 'cdk8s' }),
  kubernetesVersion: text('Oldest version of Kubernetes that the objects are for, such as 1.30.'),
  allow: list({ type: 'string' } as Node<string>, 'Ids of rules to switch off, or * for all rules.', { default: [] }),
};

/** Schema of backstage.config.yaml. */
export const CONFIG_SCHEMA = section('What backstage-synth renders if it is called without arguments.', {
  ...ENVIRONMENT,
  output: text(
    'Folder of the output, relative to this file. Each of several environments has a folder of its name in it.',
    { default: 'dist' },
  ),
  strict: flag('Whether warnings are treated as errors.', { default: false }),
  environments: map(
    item(ENVIRONMENT),
    'Environments by name. Each has the keys above it, and its own keys override them. Values files and rules are added.',
  ),
});
