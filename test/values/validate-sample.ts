import {
  enumeration,
  flag,
  integer,
  integerOrText,
  item,
  kubernetes,
  list,
  map,
  type Node,
  section,
  text,
} from '../../lib/values/node';
import { validate } from '../../lib/values/validate';

/** A schema with a value of every kind. */
export const sample = section('A sample.', {
  name: text('Name.'),
  replicas: integer('Number.', { minimum: 1 }),
  enabled: flag('Flag.'),
  type: enumeration(['ClusterIP', 'NodePort', 'LoadBalancer'], 'Word.'),
  minAvailable: integerOrText('Number or percentage.'),
  hosts: list(item({ host: text('Host.'), tag: text('Tag.') }, ['host']), 'Hosts.'),
  urls: list(text('URL.'), 'URLs.'),
  annotations: map(text('Value.'), 'Annotations.'),
  resources: kubernetes<object>('ResourceRequirements', 'Resources.'),
  affinity: kubernetes<object>('Affinity', 'Affinity.'),
  tolerations: list(kubernetes<object>('Toleration', 'Toleration.'), 'Tolerations.'),
  service: section('Section.', { port: integer('Port.') }),
  metrics: section('Section that may be null.', { port: integer('Port.') }, { nullable: true }),
  open: section('Section with keys of others.', { port: integer('Port.') }, { open: true }),
  password: text('Secret.', { secret: true }),
  mode: enumeration(['a', 'b'], 'Word that is required.', { default: 'a', required: true }),
});

/** Returns path, message and fix of every finding about values of the sample. */
export function found(values: object, node: Node = sample): [string, string, string][] {
  return validate(node, values).map(({ path, message, fix }) => [path, message, fix]);
}
