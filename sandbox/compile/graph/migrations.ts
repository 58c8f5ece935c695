/** Brings a document of one version to the next. Pure; what is published never changes. */
export type Migration = (document: object) => object

/** From version 1 to 2, from 2 to 3, and so on. There has been one version so far. */
export const migrations: readonly Migration[] = []
