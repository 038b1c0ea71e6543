import type { PortalRule } from './portal-values';

/** SQLite locks its file, and an emptyDir per pod splits the data. */
export const sqliteSingleReplica: PortalRule = {
  id: 'sqlite-single-replica',
  severity: 'error',
  about: 'SQLite has one replica.',
  *check({ values: { backstage } }) {
    const { enabled, database, replicas, autoscaling } = backstage;
    if (!enabled || database.type === 'postgresql') {
      return;
    }
    if (replicas !== undefined && replicas > 1) {
      yield problem('backstage.replicas', replicas, 'set it to 1');
    }
    if (autoscaling.enabled && autoscaling.maxReplicas !== undefined && autoscaling.maxReplicas > 1) {
      yield problem('backstage.autoscaling.maxReplicas', autoscaling.maxReplicas, 'turn autoscaling off');
    }
  },
};

function problem(path: string, got: number, fix: string) {
  return {
    path,
    message: `must be 1 with SQLite, whose file one pod locks, got ${got}`,
    fix: `${fix}, or set backstage.database.type to postgresql`,
  };
}
