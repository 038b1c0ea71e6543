// Arguments of the container that runs Backstage.
import { podTemplate } from '../../lib/constructs/pod-template';
import { LEAST_POD } from './support';

const FILE = ['--config', 'app-config.extra.yaml'];
const IMAGE = ['node', 'packages/backend'];
const IMAGE_FILE = ['--config', 'app-config.yaml'];

test.each<[string, { command?: string[]; file?: boolean; extraArgs?: string[] }, string[] | undefined]>([
  ['are omitted by default, so that those of the image apply', {}, undefined],
  [
    'follow the command and the file of the image, which they would otherwise replace',
    { extraArgs: ['--verbose'] },
    [...IMAGE, ...IMAGE_FILE, '--verbose'],
  ],
  [
    'contain the configuration after the file of the image, so that it overrides the file',
    { file: true },
    [...IMAGE, ...IMAGE_FILE, ...FILE],
  ],
  [
    'contain custom files last, so that they override all others',
    { file: true, extraArgs: ['--config', 'own.yaml'] },
    [...IMAGE, ...IMAGE_FILE, ...FILE, '--config', 'own.yaml'],
  ],
  [
    'keep the file of the image before a custom file',
    { extraArgs: ['--config=own.yaml'] },
    [...IMAGE, ...IMAGE_FILE, '--config=own.yaml'],
  ],
  ['are omitted for a custom command', { command: ['node', 'packages/backend'] }, undefined],
  [
    'contain only extraArgs for a custom command',
    { command: ['node'], extraArgs: ['packages/backend'] },
    ['packages/backend'],
  ],
  [
    'contain the file of the image for a command without a file',
    { command: ['node', 'packages/backend'], file: true },
    [...IMAGE_FILE, ...FILE],
  ],
  [
    'contain the file of the image before a custom file, for a command without a file',
    { command: ['node', 'packages/backend'], extraArgs: ['--config', 'own.yaml'] },
    [...IMAGE_FILE, '--config', 'own.yaml'],
  ],
  [
    'omit the file of the image for a command with a file',
    { command: ['node', 'packages/backend', '--config', 'app-config.yaml'], file: true },
    FILE,
  ],
  [
    'omit the file of the image for a command with a file after an equals sign',
    { command: ['node', 'packages/backend', '--config=other.yaml'], file: true, extraArgs: ['--config=own.yaml'] },
    [...FILE, '--config=own.yaml'],
  ],
  [
    'do not mistake another option for --config',
    { command: ['node', '--configuration', 'x'], extraArgs: ['--config-dir', 'y'] },
    ['--config-dir', 'y'],
  ],
])('the arguments %s', (_, { command, file, extraArgs }, args) => {
  const container = podTemplate({ ...LEAST_POD, configArgs: file ? FILE : [] }, { command, extraArgs }).spec
    .containers[0];
  expect(container.args).toEqual(args);
  expect(container.command).toEqual(command);
});
