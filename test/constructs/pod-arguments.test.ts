// The arguments of the container that runs Backstage.
import { podTemplate } from '../../lib/constructs/pod-template';
import { LEAST_POD } from './support';

const FILE = ['--config', 'app-config.extra.yaml'];
const IMAGE = ['node', 'packages/backend'];
const IMAGE_FILE = ['--config', 'app-config.yaml'];

test.each<[string, { command?: string[]; file?: boolean; extraArgs?: string[] }, string[] | undefined]>([
  ['are missing by default: the image has its own', {}, undefined],
  [
    'follow the command and the file of the image, which they would replace',
    { extraArgs: ['--verbose'] },
    [...IMAGE, ...IMAGE_FILE, '--verbose'],
  ],
  [
    'have the configuration behind the file of the image, so that it wins',
    { file: true },
    [...IMAGE, ...IMAGE_FILE, ...FILE],
  ],
  [
    'have custom files behind all others, so that they win',
    { file: true, extraArgs: ['--config', 'own.yaml'] },
    [...IMAGE, ...IMAGE_FILE, ...FILE, '--config', 'own.yaml'],
  ],
  [
    'keep the file of the image beside a custom one',
    { extraArgs: ['--config=own.yaml'] },
    [...IMAGE, ...IMAGE_FILE, '--config=own.yaml'],
  ],
  ['are missing for a custom command', { command: ['node', 'packages/backend'] }, undefined],
  [
    'are just the custom ones for a custom command',
    { command: ['node'], extraArgs: ['packages/backend'] },
    ['packages/backend'],
  ],
  [
    'have the file of the image for a command that passes none',
    { command: ['node', 'packages/backend'], file: true },
    [...IMAGE_FILE, ...FILE],
  ],
  [
    'have the file of the image for a command that passes none, before a custom one',
    { command: ['node', 'packages/backend'], extraArgs: ['--config', 'own.yaml'] },
    [...IMAGE_FILE, '--config', 'own.yaml'],
  ],
  [
    'have no file of the image for a command that passes one',
    { command: ['node', 'packages/backend', '--config', 'app-config.yaml'], file: true },
    FILE,
  ],
  [
    'have no file of the image for a command that passes one with an equals sign',
    { command: ['node', 'packages/backend', '--config=other.yaml'], file: true, extraArgs: ['--config=own.yaml'] },
    [...FILE, '--config=own.yaml'],
  ],
  [
    'take no other option for --config',
    { command: ['node', '--configuration', 'x'], extraArgs: ['--config-dir', 'y'] },
    ['--config-dir', 'y'],
  ],
])('the arguments %s', (_, { command, file, extraArgs }, args) => {
  const container = podTemplate({ ...LEAST_POD, configArgs: file ? FILE : [] }, { command, extraArgs }).spec
    .containers[0];
  expect(container.args).toEqual(args);
  expect(container.command).toEqual(command);
});
