import type { PortalRule } from './portal-values';

/** Only one pod can open SQLite's file. On an emptyDir, each pod would have its own data. */
export const sqliteSingleReplica: PortalRule = {
  id: 'sqlite-single-replica',
  severity: 'error',
  about: 'A portal with SQLite has one replica.',
  *check({ values: { backstage } }) {
    const { enabled, database, replicas, autoscaling } = backstage;
    if (!enabled || database.type === 'postgresql') {
      return;
    }
    if (replicas !== undefined && replicas > 1) {
      yield problem('backstage.replicas', replicas, 'set it to 1');
    }
    if (autoscaling.enabled && autoscaling.maxReplicas !== undefined && autoscaling.maxReplicas > 1) {
      yield problem(
        'backstage.autoscaling.maxReplicas',
        autoscaling.maxReplicas,
        'set backstage.autoscaling.enabled to false',
      );
    }
  },
};

function problem(path: string, got: number, fix: string) {
  return {
    path,
    message: `must be 1 with SQLite, because only one pod can open its file; got ${got}`,
    fix: `${fix}, or set backstage.database.type to postgresql`,
  };
}
