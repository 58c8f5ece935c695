/** The venue under which the bars of a workspace's files are stored. */
export const storedVenue = (workspaceId: string): string => `csv:${workspaceId}`

/** The venue under which the bars of a file wait until all of them are known to be good. */
export const stagingVenue = (importId: string): string => `import:${importId}`
