/** A value or null. Members of maps may be null too. Entries of lists may not: they have no default to remove. */
export type Nullable<T> = T extends readonly unknown[]
  ? T | null
  : T extends object
    ? NullableMembers<T> | null
    : T | null;

/** A map whose members may be null. The compiler shows this name in messages, instead of all members. */
export type NullableMembers<T> = { readonly [Key in keyof T]: Nullable<T[Key]> };
