import type { UpgradeReport } from './report';

/**
 * Returns the comments that an upgrade writes above values, by path: decisions of the user, and keys that Helm refuses.
 *
 * @param report the report about the upgrade
 * @param refused paths of the values that Helm refuses, in files that Helm can read otherwise
 */
export function upgradeComments({ entries }: UpgradeReport, refused: readonly string[]): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  const add = (path: string, text: string) => {
    const known = comments.get(path);
    comments.set(path, known === undefined ? text : `${known}; ${text}`);
  };
  for (const path of refused) {
    add(path, 'Helm refuses this key: move it to a file that only backstage-synth reads, and render with both files');
  }
  for (const { kind, path, message, fix, rule } of entries) {
    if (kind === 'decide') {
      const text = fix === undefined ? message : `${message}; ${fix}`;
      add(path, `decide: ${text} [${rule}]`);
    }
  }
  return comments;
}
