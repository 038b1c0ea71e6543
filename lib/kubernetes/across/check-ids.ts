/** Id of the findings about objects that several charts or environments contain. */
export const SHARED_OBJECTS = 'shared-objects';
