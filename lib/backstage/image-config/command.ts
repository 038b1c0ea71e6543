import type { Violation } from '../../util/violation';

/**
 * Finds a command that passes configuration files to Backstage, but not that of the image. Backstage reads only the
 * files in its arguments.
 */
export function* commandFindings(path: string, command: readonly string[]): Iterable<Violation> {
  const text = command.join(' ');
  if (/(?:^|\s)--config[=\s]/.test(text) && !/(?:^|[\s=/"'])app-config\.yaml(?![\w.-])/.test(text)) {
    yield {
      path,
      message: "passes configuration files with --config, but not the image's app-config.yaml, which is then not read",
      fix: 'add --config app-config.yaml before the first --config',
    };
  }
}
