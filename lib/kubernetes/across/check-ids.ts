/** Ids of the checks of objects that are applied together. */
export const ACROSS_CHECKS = ['object-conflicts', 'object-references'] as const;

/** Id of the findings about objects that several charts or environments contain. */
export const SHARED_OBJECTS = 'shared-objects';
