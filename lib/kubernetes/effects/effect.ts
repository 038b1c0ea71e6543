/**
 * Kind of an effect:
 *
 * - `refused`: the API server refuses the object, because a field cannot change, or because the apply leaves a field
 *   beside its replacement. The object stays as it is.
 * - `loses-data`: a claim is deleted, or pods no longer mount it.
 * - `resets`: a field falls back to its default.
 * - `needs`: a kind, a claim, a Secret or another object must exist before the pods start.
 * - `renames`: an object is deleted, and another one of its kind takes its place.
 * - `restarts`: the pods are replaced.
 * - `stale`: pods continue with the old content of a ConfigMap or Secret.
 * - `deletes`, `creates`: the object is deleted or created.
 * - `updates`: the object changes, and nothing else happens.
 */
export type EffectKind =
  | 'refused'
  | 'loses-data'
  | 'resets'
  | 'needs'
  | 'renames'
  | 'restarts'
  | 'stale'
  | 'deletes'
  | 'creates'
  | 'updates';

/** Kinds of effects by weight: the heaviest first. */
export const EFFECTS: readonly EffectKind[] = [
  'refused',
  'loses-data',
  'resets',
  'needs',
  'renames',
  'restarts',
  'stale',
  'deletes',
  'creates',
  'updates',
];

/** Effects for which the command exits with status 1. */
export const HARMFUL: readonly EffectKind[] = ['refused', 'loses-data', 'resets'];

/** Object that an effect is about. */
export interface AffectedObject {
  /** Group and version of the kind, such as `apps/v1`. */
  readonly apiVersion: string;
  /** Kind of the object, such as `Deployment`. */
  readonly kind: string;
  /** Namespace of the object. @default - the object has none */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
}

/** An effect of a change on what runs in a cluster. No effect shows a secret value. */
export interface Effect {
  /** Kind of the effect. */
  readonly effect: EffectKind;
  /** The object that changes, or whose pods depend on the change. */
  readonly object: AffectedObject;
  /** Path of the field that causes the effect, such as `spec.replicas`. @default - the effect is about the whole object */
  readonly path?: string;
  /** Description of the effect and its cause. */
  readonly message: string;
  /** Commands to run before the change is applied, or the text to write instead. @default - the effect needs none */
  readonly fix?: string;
}
