/** The script that gathers what this reader knows. */
export const collectScript = (): string => ''
